package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.Failure;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionalDeadLetterQueueTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RefusedOutputs refused = new RefusedOutputs();
  private final TransactionalDeadLetterQueue strategy =
      new TransactionalDeadLetterQueue(
          "dlq",
          () -> producer,
          refused,
          Steps.privacy(),
          Clock.fixed(Instant.ofEpochMilli(99), ZoneOffset.UTC));

  @Test
  void aRejectedEventIsADeadLetterInTheOpenTransaction() {
    // When
    UniAssertSubscriber<Void> end = handle(new EventRejectedException(new Failure.NotAnObject()));

    // Then
    end.awaitItem();
    assertThat(producer.history())
        .singleElement()
        .extracting(ProducerRecord::topic)
        .isEqualTo("dlq");
  }

  @Test
  void theWorldsFaultIsNeverADeadLetter() {
    // When
    UniAssertSubscriber<Void> end = handle(new TimeoutException("brokers away"));

    // Then
    end.awaitFailure().assertFailedWith(TimeoutException.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aProducerThatTakesNothingFailsTheBatch() {
    // Given
    producer.close();

    // When, Then
    handle(new EventRejectedException(new Failure.NotAnObject()))
        .awaitFailure()
        .assertFailedWith(IllegalStateException.class);
  }

  private UniAssertSubscriber<Void> handle(Throwable reason) {
    IncomingKafkaRecord<byte[], byte[]> record =
        new IncomingKafkaRecord<>(
            new ConsumerRecord<>("raw", 3, 41, null, new byte[0]), "raw-in", -1, null, null, false);
    return strategy
        .handle(record, reason, null)
        .subscribe()
        .withSubscriber(new UniAssertSubscriber<>());
  }
}
