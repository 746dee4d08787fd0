package com.ecompulse.pipeline.process;

import static com.ecompulse.pipeline.process.RawLog.partition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.window.EventWindow;
import com.ecompulse.pipeline.raw.RawHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is read again where a partition is taken over. */
class WindowReaderTest extends WindowReaderScene {
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
}
