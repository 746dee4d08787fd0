package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.support.PackagedPipeline;
import com.ecompulse.pipeline.support.RunningPipeline;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators are shown and replay, by the packaged application. */
@Tag("extended")
@Tag("native")
class DeadLettersNativeIT {
  @RegisterExtension
  static final PackagedPipeline PACKAGED =
      new PackagedPipeline("dead-letters", WithOperators.SETTINGS);

  @Nested
  class DeadLetters extends DeadLettersContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class DeadLetterDetail extends DeadLetterDetailContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class Operators extends OperatorsContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class Replays extends ReplaysContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }

  @Nested
  class ReplayOrders extends ReplayOrdersContract {
    @Override
    RunningPipeline pipeline() {
      return PACKAGED.running();
    }
  }
}
