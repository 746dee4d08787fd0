package com.ecompulse.pipeline.bench.latency;

import com.ecompulse.pipeline.bench.Bench;
import com.ecompulse.pipeline.bench.RunningProcess;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.bench.processor.Contender;
import com.ecompulse.pipeline.bench.processor.Contenders;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/**
 * From the time an event is due at the raw topic to its sight by a reader of committed records, at
 * shares of what this application can take while the load and the reader run beside it. All of them
 * have run for three minutes by then, and for 20 s at that load: each load takes ways of its own
 * through broker, clients and contender, and what is compiled meanwhile is no part of it.
 */
public final class LatencySection implements Section {
  private static final List<Integer> PERCENTS = List.of(10, 50, 80);
  private static final int UNDER_WAY = 20_000;
  private static final int END_SECONDS = 60;
  private static final int WARM_UP_PARTS = 4;
  private static final int MEASURED_SECONDS = 30;
  private static final int DIFFERENT_EVENTS = 5_000;

  private final Map<String, Contender> contenders = new LinkedHashMap<>();
  private double capacity;
  private final Map<String, Histogram> micros = new LinkedHashMap<>();

  public LatencySection() {
    contenders.put(Contenders.PIPELINE, Contenders::pipeline);
    Contenders.ofBinary().ifPresent(binary -> contenders.put(Contenders.NATIVE, binary));
    contenders.put(Contenders.STREAMS, Contenders::streams);
    // The load is a share of what this application can take.
    contenders
        .keySet()
        .removeIf(name -> !name.equals(Contenders.PIPELINE) && !Bench.isMeasured(name));
  }

  @Override
  public Table run(Size size) throws Exception {
    for (int round = 0; round < Integer.getInteger("bench.rounds", size.of(2, 1)); round++) {
      for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
        measure(contender.getKey(), contender.getValue(), size);
      }
    }
    return table(percents(size));
  }

  /** With a broker of its own: two processors of one topic would both be fed. */
  private void measure(String name, Contender contender, Size size) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start()) {
      KafkaClients clients = broker.clients();
      try (Admin admin = clients.admin()) {
        Topics.create(admin, PipelineTopics.withReplicas(1));
      }
      RunningProcess process = contender.start(clients.bootstrapServers(), "bench-latency");
      try (CommittedReader reader = new CommittedReader(clients);
          OpenLoop load =
              new OpenLoop(clients, SampleEvents.valid(2, DIFFERENT_EVENTS, Instant.now()))) {
        full(load, reader, size.of(100_000, 2_000));
        double full = full(load, reader, size.of(300_000, 2_000));
        // This application's first: the rates are the same in every round.
        capacity = capacity > 0 ? capacity : full;
        // Small transactions take ways of their own through broker, clients and contender.
        for (int part = 0; part < size.of(WARM_UP_PARTS, 1); part++) {
          steady(capacity / 2, size.of(40, 1), 0, new Histogram(3), load, reader);
        }
        for (int percent : percents(size)) {
          atRate(name, percent, capacity * percent / 100, load, reader, size);
        }
      } finally {
        process.close();
      }
    }
  }

  /** Events a second with as many under way as makes no difference. */
  private static double full(OpenLoop load, CommittedReader reader, int events) {
    Semaphore underWay = new Semaphore(UNDER_WAY);
    long begun = System.nanoTime();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> load.write(events, underWay));
    reader.read(events, number -> underWay.release());
    writing.orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
    return events / ((System.nanoTime() - begun) / 1e9);
  }

  private void atRate(
      String name,
      int percent,
      double eventsPerSecond,
      OpenLoop load,
      CommittedReader reader,
      Size size) {
    Histogram latency = micros.computeIfAbsent(name + percent, first -> new Histogram(3));
    steady(eventsPerSecond, size.of(20, 1), size.of(MEASURED_SECONDS, 1), latency, load, reader);
    System.out.printf(
        "%s at %d %%: p50 %.1f ms, p99 %.1f ms%n",
        name,
        percent,
        latency.getValueAtPercentile(50) / 1e3,
        latency.getValueAtPercentile(99) / 1e3);
  }

  /** Tells the latencies of some seconds behind some others. */
  private static void steady(
      double eventsPerSecond,
      int secondsBefore,
      int seconds,
      Histogram latency,
      OpenLoop load,
      CommittedReader reader) {
    int before = (int) (eventsPerSecond * secondsBefore);
    int events = before + (int) (eventsPerSecond * seconds);
    double everyNanos = 1e9 / eventsPerSecond;
    long start = System.nanoTime();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> load.write(events, start, everyNanos));
    reader.read(
        events,
        number -> {
          if (number >= before) {
            long due = start + (long) (number * everyNanos);
            latency.recordValue(Math.max(0, System.nanoTime() - due) / 1_000);
          }
        });
    writing.orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
  }

  private static List<Integer> percents(Size size) {
    return size.of(PERCENTS, List.of(50));
  }

  private Table table(List<Integer> percents) {
    List<String> head = new ArrayList<>(contenders.keySet());
    head.add(0, "load");
    Table table =
        new Table(
            "Latency: due at raw to read committed, p50 / p99 / p99.9 ms, of %s events/s"
                .formatted(Table.count(capacity)),
            head.toArray(String[]::new));
    for (int percent : percents) {
      List<String> cells = new ArrayList<>(List.of(percent + " %"));
      contenders.keySet().forEach(name -> cells.add(millis(micros.get(name + percent))));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String millis(Histogram micros) {
    return DoubleStream.of(50, 99, 99.9)
        .mapToObj(percentile -> "%.0f".formatted(micros.getValueAtPercentile(percentile) / 1e3))
        .collect(Collectors.joining(" / "));
  }
}
