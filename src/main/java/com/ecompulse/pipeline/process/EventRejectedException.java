package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.event.Failure;

/**
 * Carries an event's failure to the failure strategy, which takes an exception. It is never thrown
 * and has no stack trace.
 */
final class EventRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  EventRejectedException(Failure failure) {
    super(failure.reason(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
