package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A broker or a client that writes what nobody reads is slower than it need be. */
class QuietLogsTest {

  @ParameterizedTest
  @CsvSource({
    "kafka, kafka.request.logger",
    "org.apache.kafka, org.apache.kafka.clients.NetworkClient"
  })
  void noRequestIsWrittenDown(String parent, String logger) {
    // Given
    Logger.getLogger(parent).setLevel(Level.ALL);

    // When
    QuietLogs.ofKafka();

    // Then
    assertThat(LoggerFactory.getLogger(logger).isDebugEnabled()).isFalse();
  }
}
