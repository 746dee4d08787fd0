package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.CONTEXT;
import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enrichmentOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 99_999, Integer.MAX_VALUE})
  void theEventsPositionInItsSessionIsTold(int position) {
    EventContext context = new EventContext(CONTEXT.receivedAtMillis(), 0, null, null, position);

    assertThat(enrichmentOf(MINIMAL, Events.coreSteps(), context).get("session_sequence"))
        .hasToString(Integer.toString(position));
  }

  @Test
  void aPositionThatIsNotKnownIsLeftOut() {
    assertThat(enrichmentOf(MINIMAL).has("session_sequence")).isFalse();
  }
}
