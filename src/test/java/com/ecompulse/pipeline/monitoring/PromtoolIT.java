package com.ecompulse.pipeline.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prometheus' own judgement of the rules; {@code promtool} must be installed. */
@Tag("monitoring")
class PromtoolIT {

  @Test
  void theRulesAreWellFormed() throws Exception {
    assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS");
  }

  @Test
  void eachAlertFiresAndStaysSilentWhenItShould() throws Exception {
    assertThat(promtool("test", "rules", "rules.test.yaml")).contains("SUCCESS");
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(AlertRules.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    System.out.print(output);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
