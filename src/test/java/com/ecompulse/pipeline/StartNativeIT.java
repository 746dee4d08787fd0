package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.PackagedApplication;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the packaged application does not start with. */
class StartNativeIT {

  @Test
  void withoutWriteKeysItStartsOnlyWhereItIsToldToBeOpen() throws Exception {
    // Given
    Map<String, String> closed =
        Map.of("PIPELINE_INGEST_OPEN", "false", "KAFKA_BOOTSTRAP_SERVERS", "localhost:1");

    // When
    try (PackagedApplication application =
        PackagedApplication.launch("no-write-keys", closed, Map.of())) {
      int exitCode = application.exitCode();

      // Then
      assertThat(exitCode).isEqualTo(1);
      assertThat(Files.readString(application.output()))
          .contains("pipeline.ingest.write-keys", "pipeline.ingest.open=true");
    }
  }
}
