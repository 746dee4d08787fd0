package com.ecompulse.pipeline.bench.duplicates;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.bench.Offsets;
import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.bench.processor.Backlog;
import com.ecompulse.pipeline.bench.processor.Contenders;
import com.ecompulse.pipeline.bench.processor.Drain;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/** What it costs to know what came before. */
public final class DuplicatesSection implements Section {
  private static final int DIFFERENT_EVENTS = 20_000;
  private static final int MORE = 240;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String ON = "on";
  private static final String OFF = "off";
  private static final Pattern READ =
      Pattern.compile("windows read: partitions=\\d+ records=(\\d+) millis=(\\d+)");

  private final Samples seconds = new Samples();

  @Override
  public Table run(Size size) throws Exception {
    int events = Integer.getInteger("bench.events", size.of(1_000_000, 5_000));
    int rounds = Integer.getInteger("bench.rounds", size.of(3, 1));
    List<byte[]> values = SampleEvents.valid(1, Math.min(events, DIFFERENT_EVENTS), Instant.now());
    try (BrokerProcess broker = BrokerProcess.start()) {
      try (Admin admin = broker.clients().admin()) {
        Topics.create(admin, PipelineTopics.withReplicas(1));
      }
      new Backlog(values, events, 0).writeTo(broker.clients());
      Drain drain = new Drain(broker);
      // The broker's code is compiled by then: the first of the two must not pay for it.
      drain.run(Contenders::pipeline, 1);
      for (int round = 0; round < rounds; round++) {
        add(OFF, drain.run(Contenders::withoutDuplicates, 1));
        add(ON, drain.run(Contenders::pipeline, 1));
      }
      return table(events, warmUpSeconds(broker.clients(), values));
    }
  }

  private void add(String name, Drain.Result result) {
    seconds.add(name, result.seconds());
    System.out.println("duplicates " + name + ": " + result);
  }

  /** Seconds a million events, of a process that is the second of its group. */
  private static double warmUpSeconds(KafkaClients clients, List<byte[]> values) {
    String group = "bench-warm-up";
    try (PackagedApplication first = Contenders.launch(clients.bootstrapServers(), group, true)) {
      first.awaitReady();
      awaitAllCommitted(clients, group);
    }
    new Backlog(values, MORE, 0).writeTo(clients);
    try (PackagedApplication second = Contenders.launch(clients.bootstrapServers(), group, true)) {
      awaitAllCommitted(clients, group);
      double records = 0;
      double millis = 0;
      for (MatchResult read :
          second.lines().flatMap(line -> READ.matcher(line).results()).toList()) {
        records += Double.parseDouble(read.group(1));
        millis += Double.parseDouble(read.group(2));
      }
      System.out.printf("warm-up: %.0f events in %.0f ms%n", records, millis);
      return millis / 1e3 / (records / 1e6);
    }
  }

  private static void awaitAllCommitted(KafkaClients clients, String group) {
    try (Admin admin = clients.admin()) {
      long end = Offsets.sum(Offsets.ends(admin, Topics.RAW));
      await("last commit")
          .atMost(LONGEST)
          .until(() -> Offsets.committed(admin, group, Topics.RAW) >= end);
    }
  }

  /** What a window of that many events holds, each session having so many of them. */
  private static double bytesAnId(int ids, int eventsOfASession) {
    EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
    EventWindow window = new EventWindow(Duration.ofHours(1), Integer.MAX_VALUE);
    long now = System.currentTimeMillis();
    for (int i = 0; i < ids; i++) {
      String event =
          ("{\"event_id\":\"evt-%d\",\"event_type\":\"custom\",\"timestamp\":\"%s\","
                  + "\"user_id\":\"u\",\"session_id\":\"s-%d\"}")
              .formatted(i, Instant.ofEpochMilli(now), i / eventsOfASession);
      pipeline.add(event.getBytes(StandardCharsets.UTF_8), now, window.at(now, false));
      if (i % 1_000 == 0) {
        window.commit();
      }
    }
    return (double) window.bytes() / window.size();
  }

  private Table table(int events, double warmUpSeconds) {
    Table table =
        new Table(
            "Duplicates: %d events of about 660 B on 24 partitions".formatted(events),
            "what",
            "figure");
    table.row("events/s, off", Table.count(events / seconds.median(OFF)));
    table.row("events/s, on", Table.count(events / seconds.median(ON)));
    table.row("on / off", Table.ratio(seconds.median(OFF) / seconds.median(ON)));
    table.row("warm-up, seconds a million events", Table.oneDecimal(warmUpSeconds));
    for (int eventsOfASession : new int[] {1, 5, 10}) {
      table.row(
          "bytes an id, %d events a session".formatted(eventsOfASession),
          Table.oneDecimal(bytesAnId(events, eventsOfASession)));
    }
    return table;
  }
}
