package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudEvents 1.0, HTTP binding, 3.1.1 and 3.1.3.2: what a header's value says. */
class CloudEventHeadersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "u1             | u1",
        "\"u1\"         | u1",
        "\"a b\"        | a b",
        "\"a \\\"b\\\"\"| a \"b\"",
        "\"a\\\\b\"     | a\\b",
        "\"\\u\\1\"     | u1",
        "\"\"           | ''",
        "%22u1%22       | \"u1\"",
        "\"%C3%BC+\"    | ü+",
        "\"5\\%41\"     | 5A",
        "a\\b           | a\\b",
        "\"             | \"",
        "\"u1           | \"u1",
        "\"u1\\\"       | \"u1\\\"",
        "\"a\" or \"b\" | \"a\" or \"b\"",
        "\"5%\"         | 5%"
      })
  void quotedStringsAreUnescapedAndThenPercentDecoded(String header, String subject) {
    // Given
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Ce-Subject", header);

    // When
    byte[] event = CloudEventHeaders.structured(request(headers), new byte[0]);

    // Then
    assertThat(new String(event, UTF_8))
        .isEqualTo("{\"subject\":\"%s\"}".formatted(escaped(subject)));
  }

  @Test
  void theContentTypeIsTheDatasOwn() {
    // Given
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/vnd.shop+json; charset=\"utf-8\"")
            .add("Ce-DataContentType", "text/xml")
            .add("Ce-Id", "1");

    // When
    byte[] event = CloudEventHeaders.structured(request(headers), "[1]".getBytes(UTF_8));

    // Then
    assertThat(new String(event, UTF_8))
        .isEqualTo(
            "{\"id\":\"1\","
                + "\"datacontenttype\":\"application/vnd.shop+json; charset=\\\"utf-8\\\"\","
                + "\"data\":[1]}");
  }

  /** As JSON writes it. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static HttpServerRequest request(MultiMap headers) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            HttpServerRequest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) -> method.getName().equals("headers") ? headers : null);
  }
}
