package com.ecompulse.pipeline.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fails what takes longer than it ever should: each wait has a limit of its own, but that of a
 * client that does not keep its own.
 */
final class TimeLimit {
  /** What an end of brokers and processes takes at most. */
  private static final Duration END = Duration.ofMinutes(2);

  private TimeLimit() {}

  /**
   * Runs a section.
   *
   * @throws IllegalStateException if it is not done in time; the cause tells where it stood
   */
  static Table run(String name, Section section, Size size) throws Exception {
    Duration limit = size.of(Duration.ofHours(3), Duration.ofMinutes(5));
    FutureTask<Table> running = new FutureTask<>(() -> section.run(size));
    Thread thread = new Thread(running, name);
    thread.start();
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    } catch (TimeoutException e) {
      IllegalStateException place = new IllegalStateException("It stood here");
      place.setStackTrace(thread.getStackTrace());
      thread.interrupt();
      thread.join(END.toMillis());
      throw new IllegalStateException("%s is not done after %s".formatted(name, limit), place);
    }
  }
}
