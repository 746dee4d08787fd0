package com.ecompulse.pipeline.event;

/**
 * Is told of the faults that the core lives with. An event says of them as little as a client may
 * know; who is to mend them must know more.
 */
public interface FaultListener {

  /** Tells nobody. */
  FaultListener NONE =
      new FaultListener() {
        @Override
        public void stepFailed(String step, RuntimeException fault) {}

        @Override
        public void pipelineFailed(Throwable fault) {}
      };

  /**
   * A step is marked in an event's {@code failed_steps}.
   *
   * @param fault its message may hold the event's values
   */
  void stepFailed(String step, RuntimeException fault);

  /**
   * An event is a {@link Failure.InternalError}.
   *
   * @param fault its message may hold the event's values
   */
  void pipelineFailed(Throwable fault);
}
