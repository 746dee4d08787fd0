package com.ecompulse.pipeline;

import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.RunningPipeline;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The front door of the packaged application. */
@Tag("extended")
@Tag("native")
class FrontDoorNativeIT extends FrontDoorContract {
  @RegisterExtension
  static final PackagedPipeline PACKAGED = new PackagedPipeline("front-door", Map.of());

  @Override
  RunningPipeline pipeline() {
    return PACKAGED.running();
  }
}
