package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BodyReaderPropertyTest {
  private static final Instant AROUND = Instant.parse("2026-11-23T08:12:30Z");
  private static final int MAX_EVENTS = 1000;

  @Property
  void anyBytesAreEventsOrAProblem(@ForAll byte[] body) {
    assertThat(answered(body)).isTrue();
  }

  @Property
  void anyBytesBehindABracketAreEventsOrAProblem(@ForAll @Size(max = 40) byte[] rest) {
    // Given
    byte[] body = new byte[rest.length + 2];
    body[0] = '[';
    body[1] = '{';
    System.arraycopy(rest, 0, body, 2, rest.length);

    // When, Then
    assertThat(answered(body)).isTrue();
  }

  @Property(tries = 200)
  void aBatchIsCutIntoTheBytesOfItsEvents(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
    // Given
    List<byte[]> events = SampleEvents.valid(seed, count, AROUND);

    // When
    List<KeyedEvent> split = BodyReader.ofText(array(events), MAX_EVENTS).events();

    // Then
    assertThat(split).extracting(KeyedEvent::value).containsExactlyElementsOf(events);
    assertThat(split).extracting(KeyedEvent::key).doesNotContainNull();
  }

  @Property(tries = 500)
  void aBatchWithAByteChangedIsEventsOrAProblem(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    byte[] body = array(SampleEvents.valid(seed, 3, AROUND));
    body[random.nextInt(body.length)] = (byte) random.nextInt(256);

    // When, Then
    assertThat(answered(body)).isTrue();
  }

  /** Whether the body was cut or refused; anything else that is thrown fails the property. */
  private boolean answered(byte[] body) {
    try {
      return BodyReader.ofText(body, MAX_EVENTS) != null;
    } catch (IngestProblem problem) {
      return problem.kind().status() < 500;
    }
  }

  private static byte[] array(List<byte[]> events) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    for (byte[] event : events) {
      array.writeBytes((array.size() == 0 ? "[ " : " ,\n").getBytes(UTF_8));
      array.writeBytes(event);
    }
    array.writeBytes("]".getBytes(UTF_8));
    return array.toByteArray();
  }
}
