package com.ecompulse.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;

import com.ecompulse.pipeline.support.HttpCase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code POST /events} takes and what it refuses, by content type. */
public final class EventsTable {
  private static final int MIB = 1024 * 1024;
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String TEXT = "text/plain";
  private static final String CLOUD_EVENT = "application/cloudevents+json";
  private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private static final String ATTRIBUTES =
      "\"specversion\":\"1.0\",\"id\":\"e1\",\"type\":\"com.shop.page_view\",\"source\":\"/s\","
          + "\"time\":\"2026-11-23T08:12:30Z\",\"subject\":\"u1\"";

  private EventsTable() {}

  public static Stream<HttpCase> taken() {
    return Stream.of(json(), lines(), cloudEvents(), cloudEventsInHeaders(), mobile())
        .flatMap(List::stream);
  }

  private static List<HttpCase> json() {
    return List.of(
        of("one event", JSON, "{\"user_id\":\"u\"}").leaves("{\"user_id\":\"u\"}"),
        of("an array", JSON, "[{\"n\":1},{\"n\":2}]").leaves("{\"n\":1}", "{\"n\":2}"),
        of("an envelope", JSON, "{\"events\":[{\"n\":1}]}").leaves("{\"n\":1}"),
        of("nothing to do", JSON, "[]"),
        of("no events at all", JSON, "[null,\"x\",7]").leaves("null", "\"x\"", "7"),
        of("UTF-8 by name", JSON + ";charset=\"UTF-8\"", "{\"a\":\"é\"}").leaves("{\"a\":\"é\"}"),
        of("compressed", JSON, "[{\"n\":1},{\"n\":2}]").gzipped().leaves("{\"n\":1}", "{\"n\":2}"),
        of("not encoded, and says so", JSON, "{}")
            .header("Content-Encoding", "identity")
            .leaves("{}"),
        of("a beacon", TEXT + ";charset=UTF-8", "{\"n\":1}").leaves("{\"n\":1}"),
        asItCame("an event that has many events", "{\"event_id\":\"e1\"," + events(501) + "}"),
        asItCame(
            "an event that has many events first", "{" + events(501) + ",\"event_id\":\"e1\"}"));
  }

  private static HttpCase asItCame(String name, String event) {
    return of(name, JSON, event).leaves(event);
  }

  private static String events(int count) {
    return "\"events\":[0" + ",0".repeat(count - 1) + "]";
  }

  private static List<HttpCase> lines() {
    return List.of(
        of("two lines", NDJSON, "{\"n\":1}\n{\"n\":2}\n").leaves("{\"n\":1}", "{\"n\":2}"),
        of("line ends of another system", NDJSON, "{\"n\":1}\r\n\r\n7").leaves("{\"n\":1}", "7"),
        of("compressed lines", NDJSON, "{\"n\":1}\n{\"n\":2}")
            .gzipped()
            .leaves("{\"n\":1}", "{\"n\":2}"));
  }

  private static List<HttpCase> cloudEvents() {
    String structured = "{%s,\"data\":{\"session_id\":\"s1\"}}".formatted(ATTRIBUTES);
    String written = written("\"session_id\":\"s1\",", ATTRIBUTES);
    return List.of(
        of("structured", CLOUD_EVENT, structured).leaves(written),
        of("structured, and with headers", CLOUD_EVENT, structured)
            .header("ce-specversion", "1.0")
            .header("ce-id", "e2")
            .leaves(written),
        of("batched", CLOUD_EVENTS, "[%s,7]".formatted(structured)).leaves(written, "7"),
        of("an empty batch", CLOUD_EVENTS, "[]"));
  }

  private static List<HttpCase> cloudEventsInHeaders() {
    String type = "application/vnd.shop.v1+json; charset=utf-8";
    return List.of(
        binary("binary").leaves(writtenOf(JSON)),
        binary("binary, in quoted strings")
            .header("ce-subject", "\"u1\"")
            .header("ce-source", "\"\\/s\"")
            .leaves(writtenOf(JSON)),
        binary("binary, in a type of the shop's own")
            .header("Content-Type", type)
            .leaves(writtenOf(type)),
        binary("binary, without data and so without its type")
            .body(new byte[0])
            .without("Content-Type")
            .leaves(written("", inTheClientsOrder())));
  }

  /** With data of that type. */
  private static String writtenOf(String type) {
    return written(
        "\"session_id\":\"s1\",",
        inTheClientsOrder()
            + ",\"datacontenttype\":\"%s\",\"data\":{\"user_id\":\"no\"}".formatted(type));
  }

  private static String written(String data, String attributes) {
    return ("{\"event_id\":\"e1\",\"event_type\":\"page_view\","
            + "\"timestamp\":\"2026-11-23T08:12:30Z\",\"user_id\":\"u1\",%s\"source\":\"/s\","
            + "\"cloudevent\":{%s}}")
        .formatted(data, attributes);
  }

  private static HttpCase binary(String name) {
    HttpCase event = of(name, JSON, "{\"session_id\":\"s1\",\"user_id\":\"no\"}");
    for (String attribute : ATTRIBUTES.split(",")) {
      String[] pair = attribute.replace("\"", "").split(":", 2);
      event = event.header("ce-" + pair[0], pair[1]);
    }
    return event;
  }

  /** The client that these tests use sorts its headers. */
  private static String inTheClientsOrder() {
    return Stream.of(ATTRIBUTES.split(",")).sorted().collect(Collectors.joining(","));
  }

  private static List<HttpCase> mobile() {
    return List.of(
        of(
                "Android",
                JSON,
                "{\"events\":[{\"eventName\":\"addToCart\",\"properties\":{\"price\":1.10},"
                    + "\"timestamp\":1763885550123,\"sessionId\":\"s1\",\"userId\":\"u1\"}],"
                    + "\"api_key\":\"k\",\"environment\":\"prod\"}")
            .leaves(
                "{\"event_id\":\"ac5b7352-8293-86cd-b6f4-e6bf9c5d3d95\",\"event_type\":\"add_to_cart\","
                    + "\"timestamp\":\"2025-11-23T08:12:30.123Z\",\"user_id\":\"u1\","
                    + "\"session_id\":\"s1\",\"source\":\"android\",\"properties\":{\"price\":1.10},"
                    + "\"metadata\":{\"platform\":\"android\",\"environment\":\"prod\"},"
                    + "\"original\":{\"eventName\":\"addToCart\",\"timestamp\":1763885550123,"
                    + "\"sessionId\":\"s1\",\"userId\":\"u1\"}}"),
        of(
                "iOS",
                JSON,
                "{\"events\":[{\"event_name\":\"page_view\",\"properties\":{},"
                    + "\"timestamp\":1763885550.5,\"session_id\":\"s1\",\"user_id\":\"u1\"}]}")
            .leaves(
                "{\"event_id\":\"695efe1b-2ff3-8be6-ba8d-ab62774f39be\",\"event_type\":\"page_view\","
                    + "\"timestamp\":\"2025-11-23T08:12:30.500Z\",\"user_id\":\"u1\","
                    + "\"session_id\":\"s1\",\"source\":\"ios\",\"properties\":{},"
                    + "\"metadata\":{\"platform\":\"ios\"},"
                    + "\"original\":{\"event_name\":\"page_view\",\"timestamp\":1763885550.5,"
                    + "\"session_id\":\"s1\",\"user_id\":\"u1\"}}"));
  }

  static Stream<HttpCase> refused() {
    return Stream.concat(
        Stream.of(JSON, TEXT, NDJSON, CLOUD_EVENT, CLOUD_EVENTS).flatMap(EventsTable::brokenBodies),
        otherwiseRefused());
  }

  private static Stream<HttpCase> brokenBodies(String type) {
    String large = "{\"a\":\"" + "x".repeat(MIB) + "\"}";
    String many = "1\n".repeat(501).trim();
    String body = type.equals(NDJSON) ? many : "[" + many.replace('\n', ',') + "]";
    return Stream.of(
        of("nothing", type, "").answers(400, "empty-body"),
        of("white space", type, " \r\n\t").answers(400, "empty-body"),
        of("cut off", type, "{\"a\":").answers(400, "malformed-json"),
        of("a stray word", type, "hello").answers(400, "malformed-json"),
        of("a trailing comma", type, "[{},]").answers(400, "malformed-json"),
        of("latin 1", type, "")
            .body("{\"a\":\"é\"}".getBytes(ISO_8859_1))
            .answers(400, "malformed-json"),
        of("UTF-16", type, "").body("{\"a\":1}".getBytes(UTF_16)).answers(400, "malformed-json"),
        of("NUL", type, "\0").answers(400, "malformed-json"),
        of("deep", type, "[".repeat(1001) + "]".repeat(1001)).answers(400, "malformed-json"),
        of("an event over 1 MiB", type, large).answers(413, "event-too-large"),
        of("501 events", type, body).answers(413, "too-many-events"),
        of("5 MB", type, "").body(new byte[5_000_000]).answers(413, "body-too-large"),
        of("another charset", type + "; charset=iso-8859-1", "{}")
            .answers(415, "unreadable-charset"),
        of("another encoding", type, "{}")
            .header("Content-Encoding", "br")
            .answers(415, "unsupported-encoding"),
        of("no gzip", type, "{}").header("Content-Encoding", "gzip").answers(400, "malformed-gzip"),
        of("gzip cut off", type, "")
            .body(cutOff())
            .header("Content-Encoding", "gzip")
            .answers(400, "malformed-gzip"),
        of("a bomb", type, "").body(new byte[64 * MIB]).gzipped().answers(413, "body-too-large"));
  }

  private static Stream<HttpCase> otherwiseRefused() {
    return Stream.of(
        of("null", JSON, "null").answers(400, "not-events"),
        of("a string", JSON, "\"x\"").answers(400, "not-events"),
        of("501 events in an envelope", JSON, "{" + events(501) + "}")
            .answers(413, "too-many-events"),
        of("two texts", JSON, "{} {}").answers(400, "malformed-json"),
        of("a form", "application/x-www-form-urlencoded", "a=b")
            .answers(415, "unsupported-media-type"),
        of("XML", "application/xml", "<a/>").answers(415, "unsupported-media-type"),
        of("a CloudEvent's data in XML", "application/xml", "<a/>")
            .header("ce-specversion", "1.0")
            .answers(415, "unsupported-media-type"),
        of("a CloudEvent's data in no type", "", "{}")
            .without("Content-Type")
            .header("ce-specversion", "1.0")
            .answers(415, "unsupported-media-type"),
        of("nothing in no type", "", "")
            .without("Content-Type")
            .answers(415, "unsupported-media-type"),
        of("another format of CloudEvents", "application/cloudevents-shop+json", "{}")
            .header("ce-specversion", "1.0")
            .answers(415, "unsupported-media-type"),
        of("nonsense for a type", ";;/", "{}").answers(415, "unsupported-media-type"),
        of("two types", "application/json, text/plain", "{}")
            .answers(415, "unsupported-media-type"));
  }

  private static byte[] cutOff() {
    byte[] whole = of("", JSON, "{\"a\":\"" + "x".repeat(100) + "\"}").gzipped().body();
    return Arrays.copyOf(whole, whole.length - 9);
  }

  private static HttpCase of(String name, String contentType, String body) {
    return HttpCase.post("/events", name, contentType, body).answers(202, "\"accepted\":");
  }
}
