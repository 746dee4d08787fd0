package com.ecompulse.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.config.PipelineConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who looks for replays to go on with, which it does on a thread of its own. */
class DeadLetterReplayerTest {
  private static final Map<String, String> TOKEN =
      Map.of("pipeline.operators.token", "0123456789abcdef");
  private static final Map<String, String> PROCESSOR = Map.of("pipeline.ingest.enabled", "false");

  private final Set<Thread> others = replayers();
  private DeadLetterReplayer replayer;

  @AfterEach
  void end() throws InterruptedException {
    replayer.end(new ShutdownEvent());
  }

  @Test
  void aProcessThatTakesEventsBeginsToReplay() {
    // Given
    replayer = replayer(Configs.with(TOKEN));

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).hasSize(1);
  }

  /** It may lack the right to write raw events, and would take the work from one that has it. */
  @Test
  void aProcessThatTakesNoEventsDoesNotBeginToReplay() {
    // Given
    replayer = replayer(Configs.with(TOKEN, PROCESSOR));

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).isEmpty();
  }

  @Test
  void aProcessWithoutOperatorsDoesNotBeginToReplay() {
    // Given
    replayer = replayer(Configs.with());

    // When
    replayer.begin(new StartupEvent());

    // Then
    assertThat(begun()).isEmpty();
  }

  /** Its first look is seconds away: Kafka is not asked. */
  private static DeadLetterReplayer replayer(PipelineConfig config) {
    return new DeadLetterReplayer(
        null, null, null, null, new Operators(config), config, Clock.systemUTC());
  }

  /** The threads of this test's replayer; an application in the same JVM may have one, too. */
  private Set<Thread> begun() {
    Set<Thread> begun = replayers();
    begun.removeAll(others);
    return begun;
  }

  private static Set<Thread> replayers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("dead-letter-replayer"))
        .collect(Collectors.toSet());
  }
}
