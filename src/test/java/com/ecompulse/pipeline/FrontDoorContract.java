package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.HttpCase;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the front door answers to every kind of body, right and wrong, and what it writes; held by
 * the application inside the test's JVM and by the packaged one.
 */
abstract class FrontDoorContract {
  private static final Duration SOON = Duration.ofSeconds(60);

  private TopicReader raw;

  abstract RunningPipeline pipeline();

  @BeforeEach
  void readFromHere() {
    raw = TopicReader.fromNow(pipeline().kafka(), PipelineScene.RAW);
  }

  @AfterEach
  void close() {
    raw.close();
  }

  static Stream<HttpCase> taken() {
    return Stream.concat(EventsTable.taken(), TopicsTable.taken());
  }

  @ParameterizedTest
  @MethodSource("taken")
  void whatIsTakenIsWritten(HttpCase request) throws Exception {
    // When
    HttpResponse<String> answer = request.sendTo(pipeline().http());

    // Then
    assertThat(answer.statusCode()).isEqualTo(request.status());
    assertThat(answer.body()).contains(request.says());
    assertThat(values(raw.awaitRecords(request.records().size(), SOON)))
        .containsExactlyInAnyOrderElementsOf(request.records());
  }

  static Stream<HttpCase> refused() {
    return Stream.concat(EventsTable.refused(), TopicsTable.refused());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsToldWhy(HttpCase request) throws Exception {
    // When
    HttpResponse<String> answer = request.sendTo(pipeline().http());

    // Then
    assertThat(answer.statusCode()).isEqualTo(request.status());
    assertThat(answer.body()).contains(request.says()).doesNotContain("Exception", "\tat ");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue(
            request.path().startsWith("/topics/")
                ? "application/vnd.kafka.v2+json"
                : "application/problem+json");
  }

  @Test
  void whatIsRefusedIsNotWritten() throws Exception {
    // When
    for (HttpCase request : refused().toList()) {
      request.sendTo(pipeline().http());
    }
    HttpCase.post("/events", "the last", "application/json", "{\"last\":1}")
        .sendTo(pipeline().http());

    // Then
    raw.awaitRecords(1, SOON);
    assertThat(values(raw.drain())).containsExactly("{\"last\":1}");
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
