package com.ecompulse.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Load;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The network between the application and its brokers breaks again and again, in every way. */
@Tag("extended")
class BrokenNetworkNativeIT extends ProxiedFaultScene {
  private final List<Consumer<TcpProxy>> faults =
      List.of(
          TcpProxy::cut,
          TcpProxy::refuse,
          TcpProxy::fallSilent,
          proxy -> proxy.delay(Duration.ofMillis(20 + random.nextInt(300))));

  @Override
  Map<String, String> environment() {
    return Map.of(
        "MP_MESSAGING_OUTGOING_ENRICHED_OUT_TRANSACTION_TIMEOUT_MS",
        "180000",
        // A connection that answers nothing is given up after 3 s instead of 30.
        "KAFKA_REQUEST_TIMEOUT_MS",
        "3000");
  }

  @Test
  void everyAcceptedEventComesOutOnce() {
    // Given
    PackagedApplication application = start("pod-0");
    Load load = load(new Load.Plan(seed.value(), 8, Duration.ofMillis(20), 0.02), application);
    aMomentLater();

    // When
    for (int round = 0; round < ROUNDS; round++) {
      for (Consumer<TcpProxy> fault : faults) {
        breaking(fault, application);
        aMomentLater();
      }
    }

    // Then
    assertKept();
    System.out.printf("answers=%s%n", load.journal().answers());
    application.awaitReady();
    assertThat(application.output()).content().doesNotContain("has been blocked");
  }

  /** Between the application and one of its brokers, or all of them. */
  private void breaking(Consumer<TcpProxy> fault, PackagedApplication application) {
    int one = random.nextInt(proxies().size());
    List<TcpProxy> broken = random.nextBoolean() ? proxies() : proxies().subList(one, one + 1);
    broken.forEach(fault);
    await("alive meanwhile")
        .pollDelay(Duration.ofMillis(random.nextInt(4_000)))
        .atMost(SOON)
        .until(application::isAlive);
    broken.forEach(TcpProxy::heal);
  }
}
