package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ecompulse.pipeline.event.Timestamp;
import com.ecompulse.pipeline.support.LogLines;
import com.ecompulse.pipeline.telemetry.ConsistentRegistry;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final long NOW = 1_763_885_550_123L;

  private final LogLines log = LogLines.of(SendFailures.class);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PipelineMetrics metrics = new PipelineMetrics(registry, new ConsistentRegistry());
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private final Acknowledgements three =
      new Acknowledgements(
          List.of(event(NOW - 250), event(NOW + 9_000), event(Timestamp.INVALID)),
          metrics,
          new SendFailures(metrics, System::nanoTime),
          new InFlight(3, 3),
          clock);

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Test
  void aRequestIsOpenUntilItsLastRecordIsAcknowledged() {
    // When
    three.of(0).onCompletion(at(0), null);
    three.of(1).onCompletion(at(10), null);

    // Then
    assertThat(three.ended()).isNotDone();
  }

  @Test
  void aRequestEndsWithItsLastRecord() {
    // When
    three.of(0).onCompletion(at(0), null);
    three.of(1).onCompletion(at(10), null);
    three.of(2).onCompletion(at(20), null);

    // Then
    assertThat(three.ended())
        .isCompletedWithValue(
            List.of(
                new Delivery.Written(7, 0),
                new Delivery.Written(7, 10),
                new Delivery.Written(7, 20)));
  }

  @Test
  void oneRecordThatFailedIsToldAmongThoseThatAreWritten() {
    // Given
    NotEnoughReplicasException failure = new NotEnoughReplicasException("one of three is left");

    // When
    three.of(0).onCompletion(at(0), null);
    three.of(1).onCompletion(null, failure);
    three.of(2).onCompletion(at(20), null);

    // Then
    assertThat(three.ended())
        .isCompletedWithValue(
            List.of(
                new Delivery.Written(7, 0),
                new Delivery.Failed(failure),
                new Delivery.Written(7, 20)));
    assertThat(registry.get("ecompulse.producer.send.failures").counter().count()).isEqualTo(1);
  }

  @Test
  void beforeTheEndWhatIsNotKnownCountsAsFailedAndMayBeTriedAgain() {
    // When
    three.of(1).onCompletion(at(10), null);

    // Then
    assertThat(three.soFar())
        .extracting(Delivery::isWritten, Delivery::isKafkasFault)
        .containsExactly(tuple(false, true), tuple(true, false), tuple(false, true));
  }

  @Test
  void whatIsNotKnownOnceTheirClientIsAnsweredIsSaid() {
    // Given
    three.of(0).onCompletion(at(0), null);

    // When
    List<Delivery> deliveries = three.givenUp("raw");

    // Then
    assertThat(deliveries).extracting(Delivery::isWritten).containsExactly(true, false, false);
    assertThat(log.lines())
        .containsExactly("WARN events not acknowledged in time: topic=raw sinceLastLine=2");
  }

  /** Their last acknowledgement came when the time was up. */
  @Test
  void whereAllIsKnownByThenNothingIsSaid() {
    // Given
    three.of(0).onCompletion(at(0), null);
    three.of(1).onCompletion(at(10), null);
    three.of(2).onCompletion(at(20), null);

    // When
    three.givenUp("raw");

    // Then
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void anAcknowledgedEventsDeliveryTookFromItsOwnTimeToNowAndNeverLessThanNothing() {
    // When
    three.of(0).onCompletion(at(0), null);
    three.of(1).onCompletion(at(10), null);
    three.of(2).onCompletion(at(20), null);

    // Then
    Timer delivery = registry.get("ecompulse.event.delivery").timer();
    assertThat(delivery.count()).isEqualTo(2);
    assertThat(delivery.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
  }

  private static KeyedEvent event(long occurredAtMillis) {
    return new KeyedEvent(null, new byte[0], occurredAtMillis);
  }

  private static RecordMetadata at(long offset) {
    return new RecordMetadata(new TopicPartition("raw", 7), offset, 0, 0, 0, 0);
  }
}
