package com.ecompulse.pipeline.bench;

import java.time.Duration;

/**
 * A process under measurement.
 *
 * @param end ends it, and returns when it has ended
 */
public record RunningProcess(ProcessHandle handle, Runnable end) implements AutoCloseable {

  /** The time that its threads have spent on a processor. */
  public Duration cpu() {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    end.run();
  }
}
