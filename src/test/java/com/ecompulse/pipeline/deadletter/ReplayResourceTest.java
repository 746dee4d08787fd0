package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.config.Configs;
import com.ecompulse.pipeline.config.PipelineConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An order is written again where Kafka did not say whether it had taken it; only a key tells that
 * it is the same.
 */
class ReplayResourceTest {
  private static final byte[] BODY =
      "{\"letters\":[{\"partition\":0,\"offset\":0}]}".getBytes(UTF_8);

  private final Orders orders = new Orders(Configs.with());
  private final ReplayResource resource =
      new ReplayResource(new ReplayRequestReader(), orders, null, null);

  @AfterEach
  void end() throws InterruptedException {
    orders.end(new ShutdownEvent());
  }

  @Test
  void anOrderThatCameWithoutAKeyHasOneOfItsOwn() {
    // When
    resource.replay(BODY, null, "alice");
    resource.replay(BODY, null, "alice");

    // Then
    assertThat(orders.taken).extracting(ReplayOrder::idempotencyKey).doesNotContainNull();
    assertThat(orders.taken).extracting(ReplayOrder::idempotencyKey).doesNotHaveDuplicates();
  }

  @Test
  void anOrderThatComesAgainUnderItsKeyKeepsIt() {
    // When
    resource.replay(BODY, "k", "alice");
    resource.replay(BODY, "k", "alice");

    // Then
    assertThat(orders.taken.get(0).idempotencyKey())
        .isEqualTo(orders.taken.get(1).idempotencyKey());
  }

  /** No bean beside the one that it extends. */
  @Vetoed
  private static final class Orders extends DeadLetterReplayer {
    private final List<ReplayOrder> taken = new ArrayList<>();

    Orders(PipelineConfig config) {
      super(null, null, null, null, new Operators(config), config, Clock.systemUTC());
    }

    @Override
    String accept(ReplayOrder order) {
      taken.add(order);
      return "1";
    }
  }
}
