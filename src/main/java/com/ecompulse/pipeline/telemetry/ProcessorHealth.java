package com.ecompulse.pipeline.telemetry;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * What the processor says of itself: not alive after an error that only a new process can mend, not
 * ready while its batches abort, or while one of them does not end: what a missing broker leaves
 * unanswered is asked for again without an end, and nothing aborts.
 *
 * <p>A rebalance is nobody's trouble: the batch that it takes away is not aborted but given back,
 * and a process that holds no partition is ready to get some. How many it holds is data.
 */
@Singleton
public class ProcessorHealth {
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(10);

  private final Clock clock;
  private volatile Throwable fatal;
  private volatile Throwable aborting;
  private volatile Instant openSince;
  private volatile OptionalInt partitions = OptionalInt.empty();

  public ProcessorHealth(Clock clock) {
    this.clock = clock;
  }

  /** After or within a rebalance the process holds that many partitions. */
  public void assigned(int partitionsHeld) {
    partitions = OptionalInt.of(partitionsHeld);
  }

  /** A batch is worked on from now on. */
  public void begun() {
    openSince = clock.instant();
  }

  /**
   * No batch is open or comes again: it was committed, or is another process's now, and so is its
   * trouble.
   */
  public void settled() {
    openSince = null;
    aborting = null;
  }

  /** The batch was aborted for this reason and is tried again. */
  public void aborted(Throwable cause) {
    openSince = null;
    aborting = cause;
  }

  /** The producer cannot be used any more; the process ends. */
  public void failed(Throwable cause) {
    fatal = cause;
  }

  @Liveness
  HealthCheck live() {
    return () -> response(Optional.ofNullable(fatal).map(Throwable::toString)).build();
  }

  /** Down with its cause while nothing is committed that should be. */
  @Readiness
  public HealthCheck ready() {
    return () -> {
      HealthCheckResponseBuilder response =
          response(
              Stream.of(fatal, aborting)
                  .filter(Objects::nonNull)
                  .map(Throwable::toString)
                  .findFirst()
                  .or(this::stalled));
      partitions.ifPresentOrElse(
          held -> response.withData("partitions", held),
          () -> response.withData("partitions", "none assigned yet"));
      return response.build();
    };
  }

  private Optional<String> stalled() {
    return Optional.ofNullable(openSince)
        .map(since -> Duration.between(since, clock.instant()))
        .filter(open -> open.compareTo(LONGEST_BATCH) > 0)
        .map(open -> "a batch has been open for " + open.toSeconds() + " s");
  }

  private static HealthCheckResponseBuilder response(Optional<String> trouble) {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("processor").status(trouble.isEmpty());
    trouble.ifPresent(cause -> response.withData("cause", cause));
    return response;
  }
}
