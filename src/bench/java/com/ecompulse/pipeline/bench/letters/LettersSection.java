package com.ecompulse.pipeline.bench.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.bench.JavaProcess;
import com.ecompulse.pipeline.bench.RecordWriter;
import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.deadletter.DeadLetter;
import com.ecompulse.pipeline.event.Failure;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.Violation;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What an operator waits for while the dead letters grow in number. */
public final class LettersSection implements Section {
  private static final int DIFFERENT_EVENTS = 1_000;
  private static final Failure INVALID =
      new Failure.InvalidEvent(List.of(new Violation("/user_id", "required", "must be there")));

  /** What each is asked with: the newest page, one that finds nothing, and the counts. */
  private static final List<String> PATHS =
      List.of("/dead-letters", "/dead-letters?failure=too-large", "/dead-letters/counts");

  @Override
  public Table run(Size size) throws Exception {
    int tries = size.of(30, 2);
    Table table =
        new Table(
            "Dead letters: an operator's answers, ms",
            "letters",
            "the newest page",
            "a page that finds none",
            "the counts");
    try (BrokerProcess broker = BrokerProcess.start()) {
      try (Admin admin = broker.clients().admin()) {
        Topics.create(admin, PipelineTopics.withReplicas(1));
      }
      try (PackagedApplication application = start(broker.clients())) {
        OperatorClient operator = OperatorClient.of(application.http());
        int written = 0;
        for (int letters : size.of(List.of(1_000, 10_000, 100_000), List.of(100))) {
          write(broker.clients(), letters - written);
          written = letters;
          asked(operator, tries);
          Samples millis = asked(operator, tries);
          table.row(
              Table.count(letters),
              Table.oneDecimal(millis.median(PATHS.get(0))),
              Table.oneDecimal(millis.median(PATHS.get(1))),
              Table.oneDecimal(millis.median(PATHS.get(2))));
        }
      }
    }
    return table;
  }

  private static PackagedApplication start(KafkaClients clients) {
    return PackagedApplication.start(
        "bench-letters",
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            clients.bootstrapServers(),
            "PIPELINE_TOPICS_REPLICATION_FACTOR",
            "1",
            "PIPELINE_OPERATORS_TOKEN",
            OperatorClient.TOKEN,
            "JAVA_TOOL_OPTIONS",
            JavaProcess.OPTIONS));
  }

  private static void write(KafkaClients clients, int letters) {
    List<byte[]> events = SampleEvents.valid(4, DIFFERENT_EVENTS, Instant.now());
    try (RecordWriter writer = new RecordWriter(clients.producer(Map.of()))) {
      for (int i = 0; i < letters; i++) {
        writer.write(letter(i, events.get(i % DIFFERENT_EVENTS)));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> letter(int offset, byte[] event) {
    byte[] user = ("user_" + offset % DIFFERENT_EVENTS).getBytes(UTF_8);
    return new DeadLetter(
            new ConsumerRecord<>(Topics.RAW, 0, offset, user, event),
            INVALID,
            System.currentTimeMillis())
        .toRecord(Topics.DEAD_LETTERS, 1);
  }

  private static Samples asked(OperatorClient operator, int tries) {
    Samples millis = new Samples();
    for (int i = 0; i < tries; i++) {
      for (String path : PATHS) {
        long asked = System.nanoTime();
        operator.read(path);
        millis.add(path, (System.nanoTime() - asked) / 1e6);
      }
    }
    return millis;
  }
}
