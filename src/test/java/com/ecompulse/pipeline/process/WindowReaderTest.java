package com.ecompulse.pipeline.process;

import static com.ecompulse.pipeline.process.RawLog.partition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.raw.RawHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What is read again where a partition is taken over, and when that is given up. */
class WindowReaderTest {
  private static final EventPipeline PIPELINE =
      new EventPipeline(EventLimits.DEFAULTS, Enrichments.all());
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int MOST = 1000;

  /** When the first record that is not to be read was written. */
  private static final long NOW = Events.RECEIVED.toEpochMilli();

  private static final long BEGIN = NOW - SPAN.toMillis();

  private final RawLog log = new RawLog();
  private boolean abandoned;
  private long records;

  @Test
  void readsFromTheWindowBeforeTheFirstRecordUpToIt() {
    // Given
    log.record(0, 3, BEGIN - 1, "too-old");
    log.record(0, 4, BEGIN, "oldest");
    log.record(0, 5, NOW, "youngest");
    ConsumerRecord<byte[], byte[]> first = log.record(0, 6, NOW, "first");
    log.record(0, 7, NOW, "second");

    // When
    EventWindow window = before(first);

    // Then
    assertThat(known(window, "too-old", "oldest", "youngest", "first", "second"))
        .containsExactly("oldest", "youngest");
    assertThat(records).isEqualTo(2);
  }

  @Test
  void whatItHasReadStaysWhenTheFirstBatchIsAborted() {
    // Given
    log.record(0, 4, NOW, "read");
    EventWindow window = before(log.record(0, 5, NOW, "first"));

    // When
    PIPELINE.add(Events.bytes(Events.MINIMAL), NOW, window.at(NOW, false));
    window.abort();

    // Then
    assertThat(known(window, "read", "e")).containsExactly("read");
  }

  @Test
  void aRecordThatIsOlderThanThoseBeforeItIsReadAsWell() {
    // Given
    log.record(0, 4, BEGIN - 1, "too-old");
    log.record(0, 5, NOW, "young");
    log.record(0, 6, BEGIN - 1, "late");

    // When
    EventWindow window = before(log.record(0, 7, NOW, "first"));

    // Then
    assertThat(known(window, "too-old", "young", "late")).containsExactly("young", "late");
  }

  @Test
  void readsWhatRetentionHasLeft() {
    // Given
    log.record(0, 4, NOW, "taken");
    log.record(0, 5, NOW, "left");
    log.take(0, 5);

    // When
    EventWindow window = before(log.record(0, 6, NOW, "first"));

    // Then
    assertThat(known(window, "taken", "left")).containsExactly("left");
  }

  @Test
  void readsWhatRetentionLeavesMeanwhile() {
    // Given
    log.record(0, 4, NOW, "taken");
    log.record(0, 5, NOW, "left");
    ConsumerRecord<byte[], byte[]> first = log.record(0, 6, NOW, "first");
    log.beforeReading(() -> log.take(0, 5));

    // When
    EventWindow window = before(first);

    // Then
    assertThat(known(window, "taken", "left")).containsExactly("left");
  }

  @Test
  void whereNothingIsLeftThereIsNothingToRead() {
    // Given
    ConsumerRecord<byte[], byte[]> first = log.record(0, 6, NOW, "first");
    log.take(0, 7);

    // When
    EventWindow window = before(first);

    // Then
    assertThat(window.size()).isZero();
    assertThat(log.polls()).isZero();
  }

  @Test
  void whereTheWindowBeginsWithTheFirstRecordThereIsNothingToRead() {
    // Given
    log.record(0, 5, BEGIN - 1, "too-old");

    // When
    EventWindow window = before(log.record(0, 6, NOW, "first"));

    // Then
    assertThat(window.size()).isZero();
    assertThat(log.polls()).isZero();
  }

  @Test
  void transactionMarkersAreNotWaitedFor() {
    // Given
    log.marker(0, 4);
    log.record(0, 5, NOW, "read");
    log.marker(0, 6);
    log.marker(0, 7);
    ConsumerRecord<byte[], byte[]> notYetGiven = new ConsumerRecord<>("raw", 0, 8, null, null);

    // When
    EventWindow window = before(notYetGiven);

    // Then
    assertThat(known(window, "read", "first")).containsExactly("read");
  }

  @Test
  void eachPartitionIsReadUpToItsOwnFirstRecord() {
    // Given
    log.recordsOfAPoll(1);
    log.record(0, 1, NOW, "zero");
    log.record(1, 1, BEGIN, "one");
    log.record(1, 2, NOW, "another");
    log.record(1, 3, NOW, "a-third");
    log.record(2, 9, BEGIN - 1, "too-old");

    // When
    Map<TopicPartition, EventWindow> windows =
        before(
            MOST,
            List.of(
                log.record(0, 2, NOW, "first"),
                log.record(1, 4, NOW, "first"),
                log.record(2, 10, NOW, "first")));

    // Then
    assertThat(known(windows.get(partition(0)), "zero", "one", "first")).containsExactly("zero");
    assertThat(known(windows.get(partition(1)), "zero", "one", "another", "a-third", "first"))
        .containsExactly("one", "another", "a-third");
    assertThat(windows.get(partition(2)).size()).isZero();
    assertThat(records).isEqualTo(4);
  }

  @Test
  void ofMoreThanMayBeKeptTheLastAreKnownAndTheWindowIsShort() {
    // Given
    log.record(0, 1, NOW - 3000, "1");
    log.record(0, 2, NOW - 2000, "2");
    log.record(0, 3, NOW - 1000, "3");
    log.record(0, 4, NOW, "4");

    // When
    EventWindow window =
        before(2, List.of(log.record(0, 5, NOW, "first"))).values().iterator().next();

    // Then
    assertThat(window.knownMillis()).isEqualTo(2000);
    assertThat(known(window, "1", "2", "3", "4")).containsExactly("3", "4");
  }

  @Test
  void anEventIsJudgedByItsReceiptAsItWasThen() {
    // Given: by the record's own time both have been too old from the beginning
    long later = NOW + Duration.ofDays(300).toMillis();
    log.record(0, 1, later, "valid")
        .headers()
        .add(RawHeaders.RECEIVED_AT, Long.toString(NOW).getBytes(UTF_8));
    log.record(0, 2, later, "invalid");
    log.record(0, 3, later, "no event".getBytes(UTF_8));

    // When
    EventWindow window = before(log.record(0, 4, later, "first"));

    // Then
    assertThat(window.size()).isOne();
    assertThat(records).isEqualTo(3);
  }

  @Test
  void aTopicsTimeMayBeginWithTheEpoch() {
    // Given
    log.record(0, 1, 0, "read");

    // When
    before(log.record(0, 2, 5, "first"));

    // Then
    assertThat(records).isEqualTo(1);
  }

  @Test
  void silenceIsGivenUp() {
    // Given
    log.record(0, 1, NOW, "read");
    log.record(1, 1, NOW, "read");
    log.silence(1);

    // When, Then
    assertThatThrownBy(
            () ->
                before(
                    MOST, List.of(log.record(0, 2, NOW, "first"), log.record(1, 2, NOW, "first"))))
        .isInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(log.nanoTime()))
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
  }

  @Test
  void whoIsSlowIsNotSilent() {
    // Given
    log.recordsOfAPoll(1);
    log.silentPolls(140);
    log.record(0, 1, NOW, "1");
    log.record(0, 2, NOW, "2");
    log.record(0, 3, NOW, "3");

    // When
    EventWindow window = before(log.record(0, 4, NOW, "first"));

    // Then
    assertThat(known(window, "1", "2", "3")).hasSize(3);
    assertThat(Duration.ofNanos(log.nanoTime())).isGreaterThan(Duration.ofSeconds(40));
  }

  @Test
  void whatNobodyWaitsForIsNotReadToItsEnd() {
    // Given
    log.recordsOfAPoll(1);
    log.record(0, 1, NOW, "1");
    log.record(0, 2, NOW, "2");
    log.beforeReading(() -> abandoned = true);

    // When, Then
    assertThatThrownBy(() -> before(log.record(0, 3, NOW, "first")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log.polls()).isOne();
  }

  @Test
  void theConsumerIsClosed() {
    // When
    before(log.record(0, 1, NOW, "first"));

    // Then
    assertThat(log.closed()).isTrue();
  }

  private EventWindow before(ConsumerRecord<byte[], byte[]> first) {
    return before(MOST, List.of(first)).get(partition(0));
  }

  private Map<TopicPartition, EventWindow> before(
      int most, List<ConsumerRecord<byte[], byte[]>> firsts) {
    try (WindowReader reader =
        new WindowReader(log, PIPELINE, SPAN, () -> abandoned, log::nanoTime)) {
      Map<TopicPartition, EventWindow> windows =
          reader.before(
              firsts.stream()
                  .collect(Collectors.toMap(first -> partition(first.partition()), f -> f)),
              () -> new EventWindow(SPAN, most));
      records = reader.records();
      return windows;
    }
  }

  /** Those of the ids that the window takes for duplicates. */
  private static List<String> known(EventWindow window, String... ids) {
    return Stream.of(ids).filter(id -> isKnown(window, id)).toList();
  }

  private static boolean isKnown(EventWindow window, String id) {
    byte[] event = Events.bytes(Events.MINIMAL.replace("\"e\"", '"' + id + '"'));
    try {
      return PIPELINE
          .process(event, Events.CONTEXT, window.at(NOW, false))
          .fold(enriched -> false, failure -> false, () -> true);
    } finally {
      window.abort();
    }
  }
}
