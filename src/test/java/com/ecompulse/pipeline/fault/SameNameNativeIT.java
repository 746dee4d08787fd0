package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes that run at once under one name: one transactional id, one group member. */
class SameNameNativeIT extends FaultScene {

  /** As in a stateful set. */
  @Override
  Map<String, String> environment() {
    return Map.of("PIPELINE_PROCESSOR_GROUP_INSTANCE_ID", "same");
  }

  @Test
  @Tag(LONG)
  void theOlderOneEndsOrIsNotLiveAndNothingIsDoubled() {
    // Given
    PackagedApplication older = start("same");
    Load load = load(older);
    aMomentLater();

    // When
    PackagedApplication newer = start("same");
    load.through(newer);
    load.awaitAccepted(500);

    // Then
    awaitLiveness(false, older);
    assertKept();
    assertThat(newer.isLive()).isTrue();
  }

  @Test
  @Tag(LONG)
  void theOlderOneIsNotLiveEvenWhereItHadNothingToDo() {
    // Given
    PackagedApplication older = start("same");

    // When
    PackagedApplication newer = start("same");

    // Then
    awaitLiveness(false, older);
    Load load = load(newer);
    load.awaitAccepted(500);
    assertKept();
    assertThat(newer.isLive()).isTrue();
  }
}
