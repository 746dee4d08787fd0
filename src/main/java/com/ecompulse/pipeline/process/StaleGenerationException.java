package com.ecompulse.pipeline.process;

/** The group was rebalanced after the batch had been polled: a normal abort, not an alarm. */
final class StaleGenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleGenerationException(int polled, int current) {
    super("polled in generation " + polled + ", the group is in " + current, null, false, false);
  }
}
