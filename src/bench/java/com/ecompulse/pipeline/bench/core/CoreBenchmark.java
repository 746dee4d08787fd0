package com.ecompulse.pipeline.bench.core;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** Nanoseconds an event: the pipeline, its floor, and its rival. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CoreBenchmark.EVENTS)
public class CoreBenchmark {
  static final int EVENTS = 600;

  private final EventPipeline pipeline =
      new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
  private final TreeEnrichment tree = new TreeEnrichment();
  private final JsonFactory json = new JsonFactory();
  private List<byte[]> events;

  @Param({"300", "660", "1500", "4096"})
  private int bytes;

  @Setup
  public void events() throws IOException {
    events = SizedEvents.of(EVENTS, bytes);
    ObjectMapper mapper = new ObjectMapper();
    for (byte[] event : events) {
      byte[] ours = SizedEvents.enriched(pipeline.process(event, SizedEvents.CONTEXT)).bytes();
      byte[] theirs = tree.enrich(event, SizedEvents.CONTEXT);
      if (!mapper.readTree(ours).equals(mapper.readTree(theirs))) {
        throw new IllegalStateException(new String(ours) + "\n" + new String(theirs));
      }
    }
  }

  @Benchmark
  public void pipeline(Blackhole sink) {
    for (byte[] event : events) {
      sink.consume(pipeline.process(event, SizedEvents.CONTEXT));
    }
  }

  /** The floor: Jackson's tokens, and nothing done with them. */
  @Benchmark
  public void tokens(Blackhole sink) throws IOException {
    for (byte[] event : events) {
      try (JsonParser parser = json.createParser(event)) {
        while (parser.nextToken() != null) {
          sink.consume(parser);
        }
      }
    }
  }

  @Benchmark
  public void tree(Blackhole sink) throws IOException {
    for (byte[] event : events) {
      sink.consume(tree.enrich(event, SizedEvents.CONTEXT));
    }
  }
}
