package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of the front door a cluster shows to the world. */
class RouteTest {

  @Test
  void itLeadsToWhereEventsArePostedAndToNothingBesideOrBelow() {
    // Given
    String aliases = Configs.byDefault("pipeline.ingest.topic-aliases");
    List<String> doors =
        Stream.concat(
                Stream.of("/events"), Stream.of(aliases.split(",")).map(name -> "/topics/" + name))
            .toList();

    // When
    List<JsonNode> paths =
        Manifest.in("base/ingest/route.yaml").document().at("/spec/rules").findValues("path");

    // Then
    assertThat(paths).extracting(path -> path.path("type").asText()).containsOnly("Exact");
    assertThat(paths)
        .extracting(path -> path.path("value").asText())
        .containsExactlyInAnyOrderElementsOf(doors);
  }
}
