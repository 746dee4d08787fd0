package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which event comes out once, whether or not what came before was forgotten meanwhile. */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class DuplicatesIT extends DuplicatesScene {

  @Test
  void insideABatchAndAcrossBatches() {
    // When
    for (int i = 0; i < 50; i++) {
      send("u", "e" + i, now);
      send("u", "e" + i / 2, now);
    }

    // Then
    assertThat(comeOut()).hasSize(50).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atTheWindowsEdge(boolean forgotten) {
    // Given
    send("u", "edge", now);
    send("u", "beyond", now - 1);
    comeOut();
    send("u", "later", now);
    send("u", "before", now - 1); // in time as late as the clock, which is at now

    // When
    comeOut();
    forgetIf(forgotten);
    send("u", "edge", now + WINDOW);
    forgetIf(forgotten);
    send("u", "later", now + WINDOW + 1);
    send("u", "before", now + WINDOW + 1);
    send("u", "edge", now + WINDOW + 1);

    // Then
    assertThat(comeOut())
        .containsExactly("edge 1", "beyond 2", "later 3", "before 4", "later 2", "before 3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outOfOrder(boolean forgotten) {
    // Given
    send("u", "e1", now + WINDOW);
    send("u", "e2", now - 10 * WINDOW);
    comeOut();

    // When
    forgetIf(forgotten);
    send("u", "e1", now - 5 * WINDOW);
    send("u", "e2", now + 2 * WINDOW);
    send("u", "e3", now);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e3 3");
  }

  @Test
  void equalIdsOfDifferentUsers() {
    // When
    send("u", "e", now);
    send("v", "e", now);
    send("u", "e", now);

    // Then
    assertThat(comeOut()).containsExactly("e 1", "e 1");
  }

  @Test
  void aReplayIsNoDuplicate() {
    // Given
    send("u", "e1", now);

    // When
    send("u", "e1", now, Map.of(RawHeaders.REPLAY_OF, "0-0"));

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e1 1");
  }
}
