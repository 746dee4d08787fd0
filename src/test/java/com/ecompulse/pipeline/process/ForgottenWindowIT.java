package com.ecompulse.pipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaClusterResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What is known again of a partition after it was forgotten, from what its log still has. */
@QuarkusTest
@TestProfile(AbortedBatchIT.ManyBatches.class)
@QuarkusTestResource(KafkaClusterResource.class)
class ForgottenWindowIT extends DuplicatesScene {

  @Test
  void afterEverythingWasForgotten() {
    // Given
    send("u", "e1", now);
    send("u", "e2", now + WINDOW);
    comeOut();

    // When
    forgetAll();
    send("u", "e1", now + WINDOW);
    send("u", "e2", now + WINDOW);
    send("u", "e3", now + WINDOW);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e3 3");
  }

  @Test
  void afterRetentionHasTakenTheHead() {
    // Given
    send("u", "e1", now);
    RecordMetadata kept = send("u", "e2", now);
    comeOut();

    // When
    deleteBefore(kept.offset());
    forgetAll();
    send("u", "e1", now + 1);
    send("u", "e2", now + 1);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e2 2", "e1 2");
  }

  @Test
  void afterRetentionHasTakenAll() {
    // Given
    RecordMetadata last = send("u", "e1", now);
    comeOut();

    // When
    deleteBefore(last.offset() + 1);
    forgetAll();
    send("u", "e1", now + 1);
    send("u", "e1", now + 1);

    // Then
    assertThat(comeOut()).containsExactly("e1 1", "e1 1");
  }

  @Test
  void whatATransactionTookBackIsNotKnown() {
    // Given
    sendAndAbort("u", "e1", now);
    send("u", "e2", now);
    comeOut();

    // When
    forgetAll();
    send("u", "e1", now + 1);
    send("u", "e2", now + 1);

    // Then
    assertThat(comeOut()).containsExactly("e2 1", "e1 2");
  }
}
