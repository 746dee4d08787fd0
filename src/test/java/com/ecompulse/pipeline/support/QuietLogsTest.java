package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A broker or a client that writes what nobody reads is slower than it need be. */
class QuietLogsTest {

  @Test
  void aBrokerWritesNoRequestDown() {
    // When
    QuietLogs.ofKafka();

    // Then
    assertThat(LoggerFactory.getLogger("kafka.request.logger").isDebugEnabled()).isFalse();
  }

  @Test
  void aClientWritesNoRequestDown() {
    // When
    QuietLogs.ofKafka();

    // Then
    String client = "org.apache.kafka.clients.NetworkClient";
    assertThat(LoggerFactory.getLogger(client).isDebugEnabled()).isFalse();
  }
}
