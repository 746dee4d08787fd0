package com.ecompulse.pipeline.event;

import java.util.List;

/** The way of an event: any bytes in, an {@link Outcome} out. Safe to use by many threads. */
public final class EventPipeline {

  private final EventParser parser;
  private final EventValidator validator;
  private final Enrichments enrichments;
  private final Disclosure disclosure;
  private final int maxEnrichedBytes;

  /** Each thread's own, used again for every event of its: a new one would be half the garbage. */
  private final ThreadLocal<MemberWriter> writers = ThreadLocal.withInitial(MemberWriter::new);

  /** Discloses all that it is told. */
  public EventPipeline(EventLimits limits, Enrichments enrichments) {
    this(limits, enrichments, Disclosure.WHOLE);
  }

  public EventPipeline(EventLimits limits, Enrichments enrichments, Disclosure disclosure) {
    this.parser = new EventParser(limits);
    this.validator = new EventValidator(limits);
    this.enrichments = enrichments;
    this.disclosure = disclosure;
    this.maxEnrichedBytes = limits.maxEnrichedBytes();
  }

  /**
   * The outcome of a record's value; null, a tombstone, has one too. It never throws an exception.
   * Errors such as a full heap pass through: they are the world's fault, not the event's. A full
   * stack is the event's, and would be full again.
   */
  public Outcome process(byte[] value, EventContext context) {
    try {
      return parser.parse(value).then(event -> judge(event, context));
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome.Rejected(new Failure.InternalError(e.getClass().getName()));
    }
  }

  private Outcome judge(RawEvent event, EventContext context) {
    List<Violation> violations = validator.violations(event, context.receivedAtMillis());
    return violations.isEmpty() ? enrich(event, context) : reject(event, violations);
  }

  private static Outcome reject(RawEvent event, List<Violation> violations) {
    boolean bringsReserved = event.get(KnownMember.ENRICHMENT) != JsonValue.ABSENT;
    return new Outcome.Rejected(
        bringsReserved
            ? new Failure.ReservedMember(violations)
            : new Failure.InvalidEvent(violations));
  }

  private Outcome enrich(RawEvent event, EventContext context) {
    MemberWriter enrichment = writers.get().begin();
    enrichments.write(event, context, enrichment);
    int spliceAt = event.length() - 1; // the event's last brace, which the enrichment brings again
    int length = spliceAt + enrichment.end();
    if (length > maxEnrichedBytes) {
      return tooLarge(length);
    }
    byte[] bytes = event.copy(length);
    enrichment.copyTo(bytes, spliceAt);
    byte[] disclosed = disclosure.of(event, bytes);
    return disclosed.length > maxEnrichedBytes
        ? tooLarge(disclosed.length)
        : new Outcome.Enriched(
            new EnrichedEvent(event.eventType(), disclosed, event.occurredAtMillis()));
  }

  private Outcome tooLarge(int length) {
    return new Outcome.Rejected(new Failure.TooLarge("enriched", length, maxEnrichedBytes));
  }
}
