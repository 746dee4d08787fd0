package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A process whose heap is full ends, and its supervisor starts it anew. Whichever thread asked for
 * more would be gone else, such as Kafka's, and a process without it is neither dead nor of use.
 */
@Tag("extended")
@Tag("native")
class OutOfMemoryNativeIT {
  private static final int HEAP = 64 << 20;

  @Test
  void aProcessWhoseHeapIsFullEnds() {
    try (KafkaCluster cluster = KafkaCluster.start(1)) {
      // Given
      cluster.createTopics(PipelineTopics.withReplicas(1));
      try (PackagedApplication application =
          PackagedApplication.start("out-of-memory", environment(cluster))) {

        // When
        assertThatThrownBy(() -> post(application, new byte[HEAP])).isInstanceOf(IOException.class);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> !application.isAlive());
      }
    }
  }

  private static void post(PackagedApplication application, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(application.http().resolve("/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }

  private static Map<String, String> environment(KafkaCluster cluster) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        cluster.bootstrapServers(),
        "PIPELINE_INGEST_MAX_BODY_SIZE",
        "1G",
        "PIPELINE_INGEST_MAX_READING_SIZE",
        "1G",
        "JAVA_TOOL_OPTIONS",
        "-Xmx" + HEAP,
        // What the image of the JVM has, and the binary is built with.
        "JDK_JAVA_OPTIONS",
        "-XX:+ExitOnOutOfMemoryError");
  }
}
