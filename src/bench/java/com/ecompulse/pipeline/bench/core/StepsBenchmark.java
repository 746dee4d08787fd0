package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Occurrences;
import com.ecompulse.pipeline.event.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Nanoseconds an event of 660 bytes and more, by the steps that are taken. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StepsBenchmark.EVENTS)
public class StepsBenchmark {
  static final int EVENTS = 600;

  /** Each event is the third of its session: the step of that name has something to say. */
  private static final Occurrences SESSION = event -> 3;

  private final List<byte[]> events = VisitedEvents.of(EVENTS);
  private EventPipeline pipeline;

  /** Set by {@link StepsSection}. */
  @Param({AllSteps.NONE})
  private String step;

  @Setup
  public void pipeline() {
    pipeline = AllSteps.pipeline(step);
    for (byte[] event : events) {
      String enriched = new String(SizedEvents.enriched(outcome(event)).bytes());
      if (enriched.contains("failed_steps")) {
        throw new IllegalStateException(enriched);
      }
    }
  }

  @Benchmark
  public void pipeline(Blackhole sink) {
    for (byte[] event : events) {
      sink.consume(outcome(event));
    }
  }

  private Outcome outcome(byte[] event) {
    return pipeline.process(event, SizedEvents.CONTEXT, SESSION);
  }
}
