package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;

/** An operator, and dead letters of which each test's have a user of their own. */
abstract class DeadLettersScene {
  final String user = "user-" + UUID.randomUUID();
  OperatorClient operator;

  abstract RunningPipeline pipeline();

  @BeforeEach
  void comeToWork() {
    operator = OperatorClient.of(pipeline().http());
  }

  List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> letters) throws Exception {
    List<RecordMetadata> written = new ArrayList<>();
    try (Producer<byte[], byte[]> producer =
        pipeline().kafka().producer(Map.of("max.request.size", 4 * 1024 * 1024))) {
      List<Future<RecordMetadata>> sent = letters.stream().map(producer::send).toList();
      for (Future<RecordMetadata> one : sent) {
        written.add(one.get());
      }
    }
    return written;
  }

  JsonNode page(String more) {
    return operator.read("/dead-letters?user_id=" + URLEncoder.encode(user, UTF_8) + more);
  }

  JsonNode letter(RecordMetadata at) {
    return operator.read("/dead-letters/%d/%d".formatted(at.partition(), at.offset()));
  }

  ProducerRecord<byte[], byte[]> invalid(String payload) {
    return LetterRecords.invalid(user, payload.getBytes(UTF_8));
  }

  ProducerRecord<byte[], byte[]> notJson(String payload) {
    return LetterRecords.notJson(user, payload.getBytes(UTF_8));
  }
}
