package com.ecompulse.pipeline.bench;

/**
 * A process under measurement.
 *
 * @param end ends it, and returns when it has ended
 */
public record RunningProcess(ProcessHandle handle, Runnable end) implements AutoCloseable {

  @Override
  public void close() {
    end.run();
  }
}
