package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.support.HttpCase;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What {@code POST /topics/{topic}} takes and what it refuses, by content type. */
final class TopicsTable {
  private static final int MIB = 1024 * 1024;
  private static final String JSON = "application/vnd.kafka.json.v2+json";
  private static final String BINARY = "application/vnd.kafka.binary.v2+json";

  private TopicsTable() {}

  static Stream<HttpCase> taken() {
    String nothingWrong = "\"error_code\":null,\"error\":null";
    return Stream.concat(
        Stream.of(JSON, "application/json", "text/plain;charset=UTF-8")
            .map(
                type ->
                    of("two records", type, records("{\"n\":1}", "{\"n\":2}"))
                        .answers(200, nothingWrong)
                        .leaves("{\"n\":1}", "{\"n\":2}")),
        Stream.concat(json(nothingWrong), binary(nothingWrong)));
  }

  private static Stream<HttpCase> json(String nothingWrong) {
    String large = "{\"a\":\"" + "x".repeat(MIB) + "\"}";
    return Stream.of(
        of(
                "other members",
                JSON,
                "{\"value_schema\":null,\"records\":[{\"value\":{},\"partition\":3}]}")
            .answers(200, "],\"key_schema_id\":null,\"value_schema_id\":null}")
            .leaves("{}"),
        of("no value", JSON, "{\"records\":[{\"key\":\"u\"}]}")
            .answers(200, nothingWrong)
            .leaves("null"),
        HttpCase.post("/topics/ecommerce-events-raw", "another alias", JSON, records("{}"))
            .answers(200, nothingWrong)
            .leaves("{}"),
        of("no event", JSON, records("7")).answers(200, nothingWrong).leaves("7"),
        of("compressed", JSON, records("{}")).gzipped().answers(200, nothingWrong).leaves("{}"),
        of("an event over 1 MiB among others", JSON, records("{\"n\":1}", large, "{\"n\":3}"))
            .answers(
                200,
                "{\"partition\":null,\"offset\":null,\"error_code\":50002,\"error\":\"an event")
            .leaves("{\"n\":1}", "{\"n\":3}"));
  }

  private static Stream<HttpCase> binary(String nothingWrong) {
    String event = "\"" + base64("{\"user_id\":\"u\"}") + "\"";
    return Stream.of(
        of("Base64", BINARY, records(event))
            .answers(200, nothingWrong)
            .leaves("{\"user_id\":\"u\"}"),
        of("Base64 of no JSON", BINARY, records("\"" + base64("hello") + "\""))
            .answers(200, nothingWrong)
            .leaves("hello"),
        of("no Base64 among others", BINARY, records(event, "\"{}\"", event))
            .answers(200, "\"error_code\":50002,\"error\":\"the key and the value must be Base64\"")
            .leaves("{\"user_id\":\"u\"}", "{\"user_id\":\"u\"}"));
  }

  static Stream<HttpCase> refused() {
    return Stream.concat(
        Stream.of(JSON, BINARY, "application/json", "text/plain")
            .flatMap(TopicsTable::brokenBodies),
        Stream.of(
            HttpCase.post("/topics/other", "another topic", JSON, records("{}"))
                .answers(404, "\"error_code\":40401"),
            of("Avro", "application/vnd.kafka.avro.v2+json", records("{}"))
                .answers(415, "\"error_code\":415"),
            of("a form", "application/x-www-form-urlencoded", "a=b")
                .answers(415, "\"error_code\":415")));
  }

  private static Stream<HttpCase> brokenBodies(String type) {
    String conversion = "\"error_code\":42203";
    return Stream.of(
        of("nothing", type, "").answers(422, conversion),
        of("no object", type, "[{\"value\":{}}]").answers(422, conversion),
        of("no records", type, "{}").answers(422, conversion),
        of("an empty array of records", type, "{\"records\":[]}").answers(422, conversion),
        of("records that are none", type, "{\"records\":7}").answers(422, conversion),
        of("a record that is none", type, "{\"records\":[{\"value\":\"e30=\"},7]}")
            .answers(422, conversion),
        of("cut off", type, "{\"records\":[{\"value\":{}}").answers(422, conversion),
        of("latin 1", type, "")
            .body(records("{\"a\":\"é\"}").getBytes(ISO_8859_1))
            .answers(422, conversion),
        of("two texts", type, records("{}") + "{}").answers(422, conversion),
        of("501 records", type, records(Collections.nCopies(501, "null").toArray(String[]::new)))
            .answers(413, "\"error_code\":413"),
        of("5 MB", type, "").body(new byte[5_000_000]).answers(413, "\"error_code\":413"),
        of("no gzip", type, records("{}"))
            .header("Content-Encoding", "gzip")
            .answers(400, "\"error_code\":400"),
        of("a bomb", type, "")
            .body(new byte[64 * MIB])
            .gzipped()
            .answers(413, "\"error_code\":413"),
        of("another charset", type + ";charset=utf-16", records("{}"))
            .answers(415, "\"error_code\":415"));
  }

  private static String records(String... values) {
    return "{\"records\":["
        + String.join(",", List.of(values).stream().map(v -> "{\"value\":" + v + "}").toList())
        + "]}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static HttpCase of(String name, String contentType, String body) {
    return HttpCase.post("/topics/ecommerce-events", name, contentType, body);
  }
}
