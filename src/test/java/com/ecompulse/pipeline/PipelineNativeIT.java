package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.RunningPipeline;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, held by the packaged application. */
class PipelineNativeIT {
  @RegisterExtension
  static final PackagedPipeline PACKAGED = new PackagedPipeline("contract", Map.of());

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
