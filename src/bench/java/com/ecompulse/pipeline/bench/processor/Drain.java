package com.ecompulse.pipeline.bench.processor;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.bench.Offsets;
import com.ecompulse.pipeline.bench.RunningProcess;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One contender's way through the backlog, seen from outside: from the first output that the broker
 * has to the commit of the last raw record's offset. The start of the process is not in it.
 */
public final class Drain {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofMinutes(10);
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);

  /** Every 20 ms through a whole drain, the looking took a fifth of two cores. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String LOGS = "target/bench and target/packaged-application";
  private static final String ENDED = "a contender ended: see " + LOGS;

  /**
   * @param seconds of the whole drain
   * @param cpuSeconds of the contender's process, in all its threads
   * @param brokerCpuSeconds of the broker's
   * @param later what holds of its second half, when most of the code has been compiled
   */
  public record Result(double seconds, double cpuSeconds, double brokerCpuSeconds, Later later) {}

  /**
   * @param seconds an event
   * @param cpuSeconds an event, of the contender's process
   */
  public record Later(double seconds, double cpuSeconds) {}

  /** How far the contender is at a time. */
  private record Look(long committed, long nanos, double cpuSeconds) {
    Later until(Look end) {
      double events = end.committed - committed;
      return new Later((end.nanos - nanos) / 1e9 / events, (end.cpuSeconds - cpuSeconds) / events);
    }
  }

  private final BrokerProcess broker;
  private final KafkaClients clients;

  public Drain(BrokerProcess broker) {
    this.broker = broker;
    this.clients = broker.clients();
  }

  /** Lets one or several instances of the contender drain what there is, exactly once. */
  public Result run(Contender contender, int instances) {
    return run(contender, instances, true);
  }

  /** Lets the contender drain what there is, of which some may come out twice. */
  Result runAtLeastOnce(Contender contender) {
    return run(contender, 1, false);
  }

  private Result run(Contender contender, int instances, boolean exactlyOnce) {
    String group = "bench-" + UUID.randomUUID();
    RunningProcess[] running = new RunningProcess[instances];
    try (Admin admin = clients.admin();
        Consumer<byte[], byte[]> reader = clients.consumer()) {
      Map<TopicPartition, Long> from = Offsets.ends(admin, Topics.ENRICHED, Topics.DEAD_LETTERS);
      long backlog = Offsets.sum(Offsets.ends(admin, Topics.RAW));
      for (int i = 0; i < instances; i++) {
        running[i] = contender.start(clients.bootstrapServers(), group);
      }
      await("first output, see %s;".formatted(LOGS))
          .pollDelay(Duration.ZERO)
          .pollInterval(FIRST_LOOK)
          .atMost(START)
          .failFast(ENDED, () -> haveEnded(running))
          .until(() -> !Offsets.ends(admin, Topics.ENRICHED, Topics.DEAD_LETTERS).equals(from));
      Look begun = new Look(0, System.nanoTime(), cpuSeconds(running));
      double brokerBefore = brokerCpuSeconds();
      AtomicReference<Look> half = new AtomicReference<>(begun);
      await("last commit, see %s;".formatted(LOGS))
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .atMost(END)
          .failFast(ENDED, () -> haveEnded(running))
          .until(
              () -> {
                long committed = Offsets.committed(admin, group, Topics.RAW);
                boolean isHalf = committed >= backlog / 2 && committed < backlog;
                if (isHalf && half.get() == begun) {
                  half.set(new Look(committed, System.nanoTime(), cpuSeconds(running)));
                }
                return committed >= backlog;
              });
      Look last = new Look(backlog, System.nanoTime(), cpuSeconds(running));
      double brokerCpu = brokerCpuSeconds() - brokerBefore;
      end(running);
      long outputs = count(admin, reader, from);
      check(
          exactlyOnce ? outputs == backlog : outputs >= backlog,
          "%d of %d came out".formatted(outputs, backlog));
      return new Result(
          (last.nanos - begun.nanos) / 1e9,
          last.cpuSeconds - begun.cpuSeconds,
          brokerCpu,
          half.get().until(last));
    } finally {
      end(running);
    }
  }

  private double brokerCpuSeconds() {
    return seconds(broker.handle());
  }

  private static double cpuSeconds(RunningProcess... processes) {
    double seconds = 0;
    for (RunningProcess process : processes) {
      seconds += seconds(process.handle());
    }
    return seconds;
  }

  /** The time that its threads have spent on a processor. */
  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static boolean haveEnded(RunningProcess... processes) {
    return !Stream.of(processes).allMatch(process -> process.handle().isAlive());
  }

  private static void end(RunningProcess... processes) {
    for (RunningProcess process : processes) {
      if (process != null) {
        process.close();
      }
    }
  }

  /** Reads what is committed since, and makes room for the next. */
  private static long count(
      Admin admin, Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> from) {
    reader.assign(from.keySet());
    from.forEach(reader::seek);
    Map<TopicPartition, Long> to = reader.endOffsets(from.keySet());
    long givesUpAt = System.nanoTime() + END.toNanos();
    long count = 0;
    while (to.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
      check(System.nanoTime() < givesUpAt, "What came out cannot be read to its end");
      count += reader.poll(POLL).count();
    }
    Map<TopicPartition, RecordsToDelete> read = new LinkedHashMap<>();
    to.forEach((partition, end) -> read.put(partition, RecordsToDelete.beforeOffset(end)));
    KafkaClients.get(admin.deleteRecords(read).all());
    return count;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
