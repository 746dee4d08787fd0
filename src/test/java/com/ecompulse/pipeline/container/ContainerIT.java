package com.ecompulse.pipeline.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the build has made runs as each Dockerfile for it says: {@code -Pcontainer}, as root, on
 * Linux. {@code -Dnative -Pcontainer} is about the native ones.
 */
@Tag("container")
class ContainerIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int MIB = 1024 * 1024;
  private static final boolean NATIVE = System.getProperty("native") != null;
  private static final long MEMORY = (NATIVE ? 256L : 512L) * MIB;

  private static KafkaCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = KafkaCluster.start(1);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  static Stream<String> images() throws IOException {
    return Dockerfile.all()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.contains("native") == NATIVE);
  }

  @ParameterizedTest
  @MethodSource("images")
  void itRunsOnAReadOnlyRootAsItsUserAndEndsInOrder(String name) throws Exception {
    // Given
    Dockerfile image = Dockerfile.named(name);
    ImageRoot root = ImageRoot.of(image, emptyRoot(name));
    // Each image's own: on one broker an event that came again would be dropped.
    List<byte[]> events = new ArrayList<>(SampleEvents.valid(name.hashCode(), 100, Instant.now()));
    events.add("{}".getBytes(UTF_8));

    try (Container container = new Container(image, root, MEMORY, environment())) {
      container.awaitReady();
      try (TopicReader enriched =
              TopicReader.fromNow(cluster.clients(), "ecommerce-events-enriched");
          TopicReader letters = TopicReader.fromNow(cluster.clients(), "ecommerce-events-dlq")) {

        // When
        int answer = new EventClient(container.http()).post(events).statusCode();

        // Then
        assertThat(answer).isEqualTo(202);
        assertThat(enriched.awaitRecords(100, SOON)).hasSize(100);
        assertThat(letters.awaitRecords(1, SOON)).hasSize(1);
      }
      String user = "" + image.user().id();
      assertThat(container.status("Uid").split("\\s+")).containsOnly(user);
      assertThat(container.status("CapEff")).matches("0+");
      assertThat(container.status("NoNewPrivs")).isEqualTo("1");
      assertThat(container.mode("/")).isEqualTo("ro");
      assertThat(container.memory().kills()).isZero();
      System.out.printf(
          "%s: peak RSS %s, limit %d kB%n", name, container.status("VmHWM"), MEMORY / 1024);
      assertThat(container.terminate()).isEqualTo(143);
      assertThat(container.output()).contains("stopped in").doesNotContain("ERROR");
    }
  }

  /** Under the build's output; a container's user must be able to go through its root. */
  private static Path emptyRoot(String name) throws IOException {
    Path containers = Files.createDirectories(Path.of("target", "container"));
    Path directory = Files.createTempDirectory(containers, name + "-").resolve("root");
    return Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private static Map<String, String> environment() {
    return PackagedPipeline.onOneBroker(cluster, Map.of("PIPELINE_INGEST_OPEN", "true"));
  }
}
