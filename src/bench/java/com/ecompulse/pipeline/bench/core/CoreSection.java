package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The core alone, on one thread, by JMH; each round is a new JVM for each of the benchmarks. */
public final class CoreSection implements Section {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String[] SIZES = {"300", "660", "1500", "4096"};

  private final Samples nanos = new Samples();
  private final Samples allocated = new Samples();

  @Override
  public Table run(Size size) {
    String[] sizes = size.of(SIZES, new String[] {"660"});
    for (int round = 0; round < Integer.getInteger("bench.rounds", size.of(2, 1)); round++) {
      add(measure(options(size, sizes)));
    }
    Table table =
        new Table(
            "Core: one thread, six event types in turn",
            "event",
            "events/s",
            "time / bare Jackson tokens'",
            "a tree's time / time",
            "bytes allocated / written",
            "a tree's");
    for (String bytes : sizes) {
      row(table, bytes);
    }
    return table;
  }

  private void row(Table table, String bytes) {
    double pipeline = nanos.median("pipeline " + bytes);
    double output =
        (double) SizedEvents.enrichedBytes(SizedEvents.of(CoreBenchmark.EVENTS, number(bytes)))
            / CoreBenchmark.EVENTS;
    table.row(
        bytes + " B",
        Table.count(1e9 / pipeline),
        Table.ratio(pipeline / nanos.median("tokens " + bytes)),
        Table.ratio(nanos.median("tree " + bytes) / pipeline),
        Table.ratio(allocated.median("pipeline " + bytes) / output),
        Table.ratio(allocated.median("tree " + bytes) / output));
  }

  private void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      String name =
          benchmark.substring(benchmark.lastIndexOf('.') + 1)
              + " "
              + result.getParams().getParam("bytes");
      nanos.add(name, result.getPrimaryResult().getScore());
      allocated.add(name, result.getSecondaryResults().get(ALLOCATED).getScore());
    }
  }

  private static Collection<RunResult> measure(Options options) {
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Options options(Size size, String... sizes) {
    return new OptionsBuilder()
        .include(CoreBenchmark.class.getName() + "\\.")
        .param("bytes", sizes)
        .forks(1)
        .warmupIterations(size.of(3, 1))
        .warmupTime(TimeValue.milliseconds(size.of(700, 50)))
        .measurementIterations(size.of(3, 1))
        .measurementTime(TimeValue.milliseconds(size.of(700, 50)))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static int number(String bytes) {
    return Integer.parseInt(bytes);
  }
}
