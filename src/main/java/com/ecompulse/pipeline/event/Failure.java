package com.ecompulse.pipeline.event;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Why a record's bytes are no valid event. The tags are a wire contract: they stand in dead letters
 * and in meters. No failure ever holds a value of the event.
 */
public sealed interface Failure extends Parsed {

  /** All that {@link #tag()} tells: what counts failures knows them beforehand. */
  Set<String> TAGS =
      Set.of(
          NotJson.TAG,
          NotAnObject.TAG,
          TooLarge.TAG,
          TooDeep.TAG,
          InvalidEvent.TAG,
          ReservedMember.TAG,
          InternalError.TAG);

  /** The stable name of this kind of failure. */
  String tag();

  /** One sentence of a fixed form. */
  String reason();

  /** Every rule the event breaks; empty where the event could not be read. */
  default List<Violation> violations() {
    return List.of();
  }

  @Override
  default Outcome then(Function<RawEvent, Outcome> judge) {
    return new Outcome.Rejected(this);
  }

  /**
   * No single JSON text in UTF-8: nothing, a syntax error, invalid UTF-8 or bytes after the event.
   *
   * @param offset the byte near which reading ended
   */
  record NotJson(long offset) implements Failure {
    static final String TAG = "not-json";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The value is not one JSON text in UTF-8: see near byte " + offset + ".";
    }
  }

  /** Well-formed JSON, but an array, a string, a number, a boolean or null. */
  record NotAnObject() implements Failure {
    static final String TAG = "not-an-object";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The value is JSON, but not an object.";
    }
  }

  /**
   * More bytes than allowed.
   *
   * @param form which of the event's forms is too large: {@code raw} or {@code enriched}
   */
  record TooLarge(String form, int bytes, int maxBytes) implements Failure {
    static final String TAG = "too-large";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The " + form + " event has " + bytes + " bytes, and " + maxBytes + " are allowed.";
    }
  }

  /**
   * More bytes than Kafka takes: its topic is set to less than this service makes of an event.
   *
   * @param bytes of the enriched event
   */
  record LargerThanItsTopic(int bytes) implements Failure {
    @Override
    public String tag() {
      return TooLarge.TAG;
    }

    @Override
    public String reason() {
      return "The enriched event has " + bytes + " bytes, and its topic takes fewer.";
    }
  }

  /** Objects and arrays nested more deeply than allowed; what follows was not read. */
  record TooDeep(int maxDepth) implements Failure {
    static final String TAG = "too-deep";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The value is nested more than " + maxDepth + " levels deep.";
    }
  }

  /** An object that breaks rules of the event. */
  record InvalidEvent(List<Violation> violations) implements Failure {
    static final String TAG = "invalid-event";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The event breaks " + violations.size() + " rule(s).";
    }
  }

  /** An event that brings an {@code enrichment} of its own, whatever other rules it breaks. */
  record ReservedMember(List<Violation> violations) implements Failure {
    static final String TAG = "reserved-member";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The event brings the member enrichment, which is reserved.";
    }
  }

  /**
   * A fault of this program while it worked on the event.
   *
   * @param exceptionClassName what was thrown; its message may hold the event's values and is left
   */
  record InternalError(String exceptionClassName) implements Failure {
    static final String TAG = "internal-error";

    @Override
    public String tag() {
      return TAG;
    }

    @Override
    public String reason() {
      return "The event could not be processed: " + exceptionClassName + ".";
    }
  }
}
