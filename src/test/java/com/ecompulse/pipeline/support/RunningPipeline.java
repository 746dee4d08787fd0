package com.ecompulse.pipeline.support;

import java.net.URI;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An application and its broker, wherever they run.
 *
 * @param http where the public interface is
 * @param management where health and metrics are
 * @param kafka clients of its broker
 */
public record RunningPipeline(URI http, URI management, KafkaClients kafka) {

  /**
   * The application of a {@code @QuarkusTest}, which {@link KafkaClusterResource} gave a broker.
   */
  public static RunningPipeline inThisJvm(KafkaCluster cluster) {
    return new RunningPipeline(
        local("quarkus.http.test-port"), local("quarkus.management.test-port"), cluster.clients());
  }

  private static URI local(String portSetting) {
    Config config = ConfigProvider.getConfig();
    return URI.create("http://localhost:" + config.getValue(portSetting, Integer.class));
  }
}
