package com.ecompulse.pipeline.event;

import java.util.function.Function;

/**
 * What {@link EventParser} makes of a record's bytes: an event as it came, or why there is none.
 */
sealed interface Parsed permits RawEvent, Failure {

  /** The judgement of the event that was read; bytes that could not be read are rejected. */
  Outcome then(Function<RawEvent, Outcome> judge);
}
