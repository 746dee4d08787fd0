package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ecompulse.pipeline.raw.RawLimits;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event of a mobile SDK's shape takes of the heap, before anyone asks who sends it. */
class MobileEventSizeTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The most that a body may have, inflated: 4 KB where it comes in gzip. */
  private static final int BODY_BYTES = 4 * 1024 * 1024;

  private static final String SMALL = "{\"eventName\":\"y\"}";

  @Test
  void oneThatIsTooLargeIsRefusedBeforeItIsWrittenAnew() {
    // Given
    byte[] body = ofManyMembers(BODY_BYTES).getBytes(UTF_8);
    long before = allocatedBytes();

    // When
    IngestProblem problem =
        catchThrowableOfType(IngestProblem.class, () -> BodyReader.ofText(body, 500));

    // Then
    assertThat(allocatedBytes() - before).isLessThan(2L * BODY_BYTES);
    assertThat(problem.kind()).isEqualTo(IngestProblem.Kind.EVENT_TOO_LARGE);
    assertThat(problem).hasMessage(RawLimits.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRecordOfOneThatIsTooLargeFailsAloneBeforeItIsWrittenAnew(boolean isBase64) {
    // Given
    String large = ofManyMembers(BODY_BYTES / 4 * 3 - 100);
    byte[] body =
        "{\"records\":[{\"value\":%s},{\"value\":%s}]}"
            .formatted(value(large, isBase64), value(SMALL, isBase64))
            .getBytes(UTF_8);
    long before = allocatedBytes();

    // When
    List<ProducedRecord> records = RecordsReader.read(body, isBase64, 500);

    // Then
    assertThat(allocatedBytes() - before).isLessThan(10L * BODY_BYTES);
    assertThat(records)
        .extracting(ProducedRecord::refusal)
        .containsExactly(RawLimits.TOO_LARGE, null);
  }

  private static String value(String event, boolean isBase64) {
    return isBase64 ? '"' + Base64.getEncoder().encodeToString(event.getBytes(UTF_8)) + '"' : event;
  }

  /** All that is allocated, most of which is garbage at once. */
  @Test
  void theLargestTakesLessThanAHundredTimesItsBytes() {
    // Given
    byte[] body = ofManyMembers(RawLimits.MAX_VALUE_BYTES - 500).getBytes(UTF_8);
    long before = allocatedBytes();

    // When
    Batch batch = BodyReader.ofText(body, 500);

    // Then
    long allocated = allocatedBytes() - before;
    System.out.printf("an event of many members: %d times its bytes%n", allocated / body.length);
    assertThat(batch.events()).hasSize(1);
    assertThat(allocated).isLessThan(100L * body.length);
  }

  private static String ofManyMembers(int bytes) {
    String name = "{\"eventName\":\"x\"";
    String member = ",\"\":1";
    return name + member.repeat((bytes - name.length() - 1) / member.length()) + '}';
  }

  private static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
