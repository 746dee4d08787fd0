package com.ecompulse.pipeline.event;

import java.util.List;
import java.util.function.Function;

/** The way of an event: any bytes in, an {@link Outcome} out. Safe to use by many threads. */
public final class EventPipeline {

  private static final Outcome DUPLICATE = new Outcome.Duplicate();

  private final EventParser parser;
  private final EventValidator validator;
  private final Enrichments enrichments;
  private final Disclosure disclosure;
  private final FaultListener faults;
  private final int maxEnrichedBytes;

  /** Each thread's own, used again for every event of its: a new one would be half the garbage. */
  private final ThreadLocal<MemberWriter> writers = ThreadLocal.withInitial(MemberWriter::new);

  /** Discloses all that it is told. */
  public EventPipeline(EventLimits limits, Enrichments enrichments) {
    this(limits, enrichments, Disclosure.WHOLE);
  }

  public EventPipeline(EventLimits limits, Enrichments enrichments, Disclosure disclosure) {
    this(limits, enrichments, disclosure, FaultListener.NONE);
  }

  /**
   * @param faults is told on the thread of the event, and must not throw
   */
  public EventPipeline(
      EventLimits limits, Enrichments enrichments, Disclosure disclosure, FaultListener faults) {
    this.parser = new EventParser(limits);
    this.validator = new EventValidator(limits);
    this.enrichments = enrichments;
    this.disclosure = disclosure;
    this.faults = faults;
    this.maxEnrichedBytes = limits.maxEnrichedBytes();
  }

  /** The outcome of a record by itself: it is no duplicate, and its session is not looked at. */
  public Outcome process(byte[] value, EventContext context) {
    return read(value, event -> judge(event, context.receivedAtMillis(), e -> enrich(e, context)));
  }

  /**
   * The outcome of a record's value; null, a tombstone, has one too. It never throws an exception.
   * Errors such as a full heap pass through: they are the world's fault, not the event's. A full
   * stack is the event's, and would be full again.
   *
   * @param before what came before; a valid event is added to it, and is a duplicate if it says so
   */
  public Outcome process(byte[] value, EventContext context, Occurrences before) {
    return read(
        value, event -> judge(event, context.receivedAtMillis(), e -> follow(e, context, before)));
  }

  /** Adds the event, if it is valid, to those that came before, and makes nothing of it. */
  public void add(byte[] value, long receivedAtMillis, Occurrences before) {
    try {
      if (parser.parse(value) instanceof RawEvent event
          && validator.violations(event, receivedAtMillis).isEmpty()) {
        before.add(event);
      }
    } catch (RuntimeException | StackOverflowError e) {
      faults.pipelineFailed(e);
    }
  }

  private Outcome read(byte[] value, Function<RawEvent, Outcome> judge) {
    try {
      return parser.parse(value).then(judge);
    } catch (RuntimeException | StackOverflowError e) {
      faults.pipelineFailed(e);
      return new Outcome.Rejected(new Failure.InternalError(e.getClass().getName()));
    }
  }

  private Outcome judge(
      RawEvent event, long receivedAtMillis, Function<RawEvent, Outcome> whereValid) {
    List<Violation> violations = validator.violations(event, receivedAtMillis);
    return violations.isEmpty() ? whereValid.apply(event) : reject(event, violations);
  }

  private Outcome follow(RawEvent event, EventContext context, Occurrences before) {
    int position = before.add(event);
    return position == Occurrences.REPEATED
        ? DUPLICATE
        : enrich(event, context.inSession(position));
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
    enrichments.write(event, context, enrichment, faults);
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
        : new Outcome.Enriched(new EnrichedEvent(event.eventType(), disclosed));
  }

  private Outcome tooLarge(int length) {
    return new Outcome.Rejected(new Failure.TooLarge("enriched", length, maxEnrichedBytes));
  }
}
