package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final Replay REPLAY =
      new Replay("r", "alice", Instant.EPOCH, null, "", LetterRecords.ANY, null);
  private static final ReplayProgress BEGUN = ReplayProgress.begin("r", 2);

  @Test
  void theStateTellsWhetherItGoesOnAndWhetherItCameToItsEnd() {
    assertThat(state(BEGUN)).isEqualTo("running");
    assertThat(state(BEGUN.plus(List.of(), BEGUN.next(), true))).isEqualTo("done");
    assertThat(state(BEGUN.givingUp())).isEqualTo("failed");
  }

  private static String state(ReplayProgress progress) {
    return new ObjectMapper()
        .findAndRegisterModules()
        .valueToTree(ReplayReport.of(REPLAY, progress, List.of(), null))
        .get("state")
        .asText();
  }
}
