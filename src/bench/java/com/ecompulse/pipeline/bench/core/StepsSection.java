package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What each step of the enrichment costs; each round is three new JVMs for each of the steps. */
public final class StepsSection implements Section {
  private final Samples nanos = new Samples();

  @Override
  public Table run(Size size) throws RunnerException {
    List<String> steps = AllSteps.choices();
    for (int round = 0; round < Integer.getInteger("bench.rounds", size.of(1, 1)); round++) {
      for (RunResult result : new Runner(options(size, steps)).run()) {
        nanos.add(result.getParams().getParam("step"), result.getPrimaryResult().getScore());
      }
    }
    Table table =
        new Table(
            "Steps: one thread, six event types in turn",
            "step",
            "ns an event",
            "more than without",
            "throughput / without's");
    double without = nanos.median(AllSteps.NONE);
    for (String step : steps) {
      double with = nanos.median(step);
      table.row(
          step,
          Table.oneDecimal(with),
          Table.oneDecimal(with - without),
          Table.ratio(without / with));
    }
    return table;
  }

  private static Options options(Size size, List<String> steps) {
    return new OptionsBuilder()
        .include(StepsBenchmark.class.getName() + "\\.")
        .param("step", steps.toArray(String[]::new))
        .forks(size.of(3, 0))
        // The tables' threads outlive the measurement, and JMH waits half a minute for them.
        .jvmArgsAppend("-Djmh.shutdownTimeout=1")
        .warmupIterations(size.of(3, 1))
        .warmupTime(TimeValue.milliseconds(size.of(700, 50)))
        .measurementIterations(size.of(3, 1))
        .measurementTime(TimeValue.milliseconds(size.of(700, 50)))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
