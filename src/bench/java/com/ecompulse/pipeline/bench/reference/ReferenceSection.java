package com.ecompulse.pipeline.bench.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.bench.RecordWriter;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.reference.Tables;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How long a load of customers' profiles takes, and what of memory they take afterwards. */
public final class ReferenceSection implements Section {
  private static final String TOPIC = "user-profiles";
  private static final Map<String, Object> READER =
      Map.of("isolation.level", "read_committed", "max.poll.records", "10000");

  @Override
  public Table run(Size size) throws Exception {
    int profiles = Integer.getInteger("bench.events", size.of(10_000_000, 10_000));
    try (BrokerProcess broker = BrokerProcess.start()) {
      write(broker.clients(), profiles);
      Tables.Load load = Tables.load(TOPIC, () -> broker.clients().consumer(READER));
      Table table =
          new Table(
              "Reference: a load of profiles from 12 partitions",
              "profiles",
              "seconds",
              "profiles/s",
              "bytes a profile");
      table.row(
          Table.count(load.entries()),
          Table.oneDecimal(load.seconds()),
          Table.count(load.entries() / load.seconds()),
          Table.oneDecimal((double) load.tableBytes() / load.entries()));
      return table;
    }
  }

  private static void write(KafkaClients clients, int profiles) {
    try (Admin admin = clients.admin()) {
      Topics.create(
          admin,
          List.of(new NewTopic(TOPIC, 12, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
    }
    try (RecordWriter writer =
        new RecordWriter(
            clients.producer(Map.of("compression.type", "snappy", "linger.ms", "20")))) {
      for (int i = 0; i < profiles; i++) {
        String profile =
            "{\"total_spent\":%d.50,\"total_orders\":%d,\"registered\":\"2024-05-01\"}"
                .formatted(i % 2000, i % 20);
        writer.write(
            new ProducerRecord<>(TOPIC, ("user_" + i).getBytes(UTF_8), profile.getBytes(UTF_8)));
      }
    }
  }
}
