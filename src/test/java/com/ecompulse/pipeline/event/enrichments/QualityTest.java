package com.ecompulse.pipeline.event.enrichments;

import static com.ecompulse.pipeline.event.Events.MINIMAL;
import static com.ecompulse.pipeline.event.Events.enriched;
import static com.ecompulse.pipeline.event.Events.process;
import static com.ecompulse.pipeline.event.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {

  private static final String FULL =
      "\"source\":\"web\",\"properties\":{\"a\":1},\"metadata\":{\"a\":1}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          custom      | "source":"web","properties":{"a":1},"metadata":{"a":1} | 1.0 | true
          custom      | "source":"web","properties":{},"metadata":{"a":1}      | 0.8 | true
          custom      | "source":"web","metadata":{"a":1}                      | 0.8 | true
          custom      | "source":"web","properties":null,"metadata":{"a":[]}   | 0.8 | true
          custom      | "source":"web","properties":{"a":1},"metadata":{}      | 0.8 | true
          custom      | "properties":{"a":1},"metadata":{"a":1}                | 0.9 | true
          custom      | "source":"","properties":{"a":1},"metadata":{"a":1}    | 0.9 | true
          custom      | "properties":{"a":1}                                   | 0.7 | false
          custom      | "source":"web"                                         | 0.6 | false
          custom      | "x":1                                                  | 0.5 | false
          purchase    | "source":"web","properties":{"order_id":"o","total_amount":0},"metadata":{"a":1}    | 1.0 | true
          purchase    | "source":"web","properties":{"order_id":"o","total_amount":null},"metadata":{"a":1} | 0.9 | true
          add_to_cart | "source":"web","properties":{"product_id":"p","price":1},"metadata":{"a":1}         | 1.0 | true
          add_to_cart | "properties":{"product_id":"p"}                        | 0.6 | false
          """)
  void theScoreIsLowerForWhatTheEventDoesNotTell(
      String type, String members, String score, boolean isValid) {
    assertThat(textOf(with(MINIMAL.replace("custom", type), members)))
        .endsWith("\"data_quality_score\":" + score + ",\"is_valid_event\":" + isValid + "}}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T07:12:31Z, 1.0",
    "2026-11-23T07:12:30.999Z, 0.9",
    "2026-11-23T09:12:31Z, 1.0",
    "2026-11-23T09:12:31.001Z, 0.9"
  })
  void theScoreIsLowerForAClockMoreThanAnHourOff(String timestamp, String score) {
    String event = with(MINIMAL.replace("2026-11-23T08:12:30.123Z", timestamp), FULL);

    assertThat(textOf(event)).contains("\"data_quality_score\":" + score + ",");
  }

  private static String textOf(String event) {
    return new String(enriched(process(event)).bytes(), StandardCharsets.UTF_8);
  }
}
