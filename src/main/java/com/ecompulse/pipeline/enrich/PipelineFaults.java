package com.ecompulse.pipeline.enrich;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.ecompulse.pipeline.event.FaultListener;
import com.ecompulse.pipeline.event.TransientFaultException;
import com.ecompulse.pipeline.telemetry.Meters;
import com.ecompulse.pipeline.telemetry.Repetitions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Counts the steps that fail, and says in the log where the code has a fault. A fault may come with
 * each event, so each step and each class has a line a minute. What an exception says may be the
 * event's, and stays out.
 */
final class PipelineFaults implements FaultListener {
  private static final Logger LOG = Logger.getLogger(PipelineFaults.class);

  /** The topmost may be Java's own. */
  private static final int FRAMES = 3;

  private final Map<String, Counter> failedSteps;
  private final Repetitions<String> kinds;

  /**
   * @param steps the names of all that may fail: they are counted from the start, at 0
   */
  PipelineFaults(List<String> steps, MeterRegistry meters) {
    this(steps, meters, System::nanoTime);
  }

  PipelineFaults(List<String> steps, MeterRegistry meters, LongSupplier nanoTime) {
    this.failedSteps =
        steps.stream()
            .collect(
                toUnmodifiableMap(
                    step -> step, step -> Meters.ENRICHMENT_FAILED.counter(meters, step)));
    this.kinds = new Repetitions<>(nanoTime);
  }

  @Override
  public void stepFailed(String step, RuntimeException fault) {
    failedSteps.get(step).increment();
    int leftOut = kinds.say(step);
    if (leftOut >= 0) {
      Throwable cause = cause(fault);
      LOG.warnf(
          "enrichment step failed: step=%s cause=%s at=%s sinceLastLine=%d",
          step, cause.getClass().getName(), top(cause), leftOut + 1);
    }
  }

  @Override
  public void pipelineFailed(Throwable fault) {
    String cause = fault.getClass().getName();
    int leftOut = kinds.say(cause);
    if (leftOut >= 0) {
      LOG.errorf(
          "events could not be processed: cause=%s at=%s sinceLastLine=%d",
          cause, top(fault), leftOut + 1);
    }
  }

  private static Throwable cause(RuntimeException fault) {
    return fault instanceof TransientFaultException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }

  private static List<StackTraceElement> top(Throwable fault) {
    return Stream.of(fault.getStackTrace()).limit(FRAMES).toList();
  }
}
