package com.ecompulse.pipeline.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Makes admin clients with the brokers' settings that every client has, and patient ones where
 * those set none: else one would try to connect many times a second and log each failure.
 */
@Singleton
public class AdminClients {
  private final Map<String, Object> settings;

  AdminClients(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    settings = new HashMap<>(broker);
    settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 500);
    settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
  }

  /**
   * A new client, which whoever asks for it closes.
   *
   * @throws org.apache.kafka.common.KafkaException where it cannot be made
   */
  public Admin make() {
    return Admin.create(settings);
  }
}
