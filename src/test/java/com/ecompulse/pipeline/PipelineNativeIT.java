package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.RunningPipeline;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, held by the packaged application. */
class PipelineNativeIT {
  @RegisterExtension
  static final PackagedPipeline PACKAGED = new PackagedPipeline("contract", Map.of());

  @Test
  void itsLogIsAJsonObjectALineAndHoldsNoPayload() throws Exception {
    // Given
    String secret = "s3cr3t-of-a-shop";
    double before = letters();

    // When
    new EventClient(PACKAGED.running().http())
        .post("{\"event_id\":\"log\",\"secret\":\"" + secret + "\"}");
    await("the letter").atMost(PipelineScene.SOON).until(() -> letters() > before);

    // Then
    ObjectMapper json = new ObjectMapper();
    assertThat(PACKAGED.lines())
        .allSatisfy(
            line -> assertThat(json.readTree(line).findValuesAsText("message")).as(line).hasSize(1))
        .anyMatch(line -> line.contains("partitions assigned: count="))
        .noneMatch(line -> line.contains(secret));
  }

  private static double letters() {
    return new Metrics(PACKAGED.running().management()).sum("ecompulse_events_dead_lettered_total");
  }

  @Nested
  class Pipeline extends PipelineContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class BrokenEvents extends BrokenEventsContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class PipelineMeters extends PipelineMetersContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }
}
