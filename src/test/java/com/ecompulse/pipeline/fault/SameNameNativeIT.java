package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import org.junit.jupiter.api.Test;

/** Two processes that run at once under one name, and so with one transactional id. */
class SameNameNativeIT extends FaultScene {

  @Test
  void theOlderOneEndsItselfAndNothingIsDoubled() {
    // Given
    PackagedApplication older = start("same");
    Load load = load(older);
    aMomentLater();

    // When
    PackagedApplication newer = start("same");
    load.through(newer);
    load.awaitAccepted(500);

    // Then
    assertThat(older.exitCode()).isEqualTo(1);
    assertKept();
    assertThat(newer.isLive()).isTrue();
  }
}
