package com.ecompulse.pipeline.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChannelTopicsTest {

  @Test
  void theChannelsStandOnTheTopicsOfTheContract() throws IOException {
    // Given
    Properties properties = new Properties();
    try (InputStream file =
        Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      properties.load(file);
    }

    // When, Then
    assertThat(properties)
        .containsAllEntriesOf(
            Map.of(
                "mp.messaging.outgoing.raw-out.topic", TopicSpec.RAW,
                "mp.messaging.incoming.raw-in.topic", TopicSpec.RAW,
                "mp.messaging.outgoing.enriched-out.topic", TopicSpec.ENRICHED,
                "mp.messaging.incoming.raw-in.dead-letter-queue.topic", TopicSpec.DEAD_LETTERS));
  }
}
