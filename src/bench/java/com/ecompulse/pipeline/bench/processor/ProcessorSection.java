package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** How fast a backlog on 24 partitions is drained, each contender in turn, several rounds. */
public final class ProcessorSection implements Section {
  private static final int DIFFERENT_EVENTS = 20_000;

  private final Samples seconds = new Samples();
  private final Samples cpu = new Samples();
  private final Samples brokerCpu = new Samples();
  private final Samples laterSeconds = new Samples();
  private final Samples laterCpu = new Samples();

  @Override
  public Table run(Size size) throws Exception {
    int events = Integer.getInteger("bench.events", size.of(1_000_000, 5_000));
    int rounds = Integer.getInteger("bench.rounds", size.of(3, 1));
    Map<String, Contender> contenders = Contenders.all();
    try (BrokerProcess broker = BrokerProcess.start()) {
      prepare(broker.clients(), events);
      Drain drain = new Drain(broker);
      // The broker's code is compiled by then: the first contender must not pay for it.
      drain.run(contenders.get(Contenders.PASS_THROUGH), 1);
      for (int round = 0; round < rounds; round++) {
        for (String name : turns(contenders.keySet(), round)) {
          add(name, drained(drain, name, contenders.get(name)));
        }
      }
    }
    return table(events, contenders);
  }

  private static void prepare(KafkaClients clients, int events) {
    try (Admin admin = clients.admin()) {
      Topics.create(admin, PipelineTopics.withReplicas(1));
    }
    List<byte[]> values = SampleEvents.valid(1, Math.min(events, DIFFERENT_EVENTS), Instant.now());
    new Backlog(values, events, 0).writeTo(clients);
  }

  /** Every other round backwards: nobody always comes behind the same one. */
  private static List<String> turns(Collection<String> names, int round) {
    List<String> turns = new ArrayList<>(names);
    if (round % 2 == 1) {
      Collections.reverse(turns);
    }
    return turns;
  }

  private static Drain.Result drained(Drain drain, String name, Contender contender) {
    return name.equals(Contenders.PER_RECORD)
        ? drain.runAtLeastOnce(contender)
        : drain.run(contender, 1);
  }

  private void add(String name, Drain.Result result) {
    seconds.add(name, result.seconds());
    cpu.add(name, result.cpuSeconds());
    brokerCpu.add(name, result.brokerCpuSeconds());
    laterSeconds.add(name, result.later().seconds());
    laterCpu.add(name, result.later().cpuSeconds());
    System.out.println(name + ": " + result);
  }

  private Table table(int events, Map<String, Contender> contenders) {
    Table table =
        new Table(
            "Processor: %d events of about 660 B on 24 partitions, exactly once".formatted(events),
            "contender",
            "events/s",
            "events/s / the loop's",
            "CPU µs an event",
            "broker's CPU µs an event",
            "second half's events/s / the loop's",
            "second half's CPU µs an event");
    for (String name : contenders.keySet()) {
      table.row(
          name,
          Table.count(events / seconds.median(name)),
          Table.ratio(seconds.median(Contenders.LOOP) / seconds.median(name)),
          Table.oneDecimal(1e6 * cpu.median(name) / events),
          Table.oneDecimal(1e6 * brokerCpu.median(name) / events),
          Table.ratio(laterSeconds.median(Contenders.LOOP) / laterSeconds.median(name)),
          Table.oneDecimal(1e6 * laterCpu.median(name)));
    }
    return table;
  }
}
