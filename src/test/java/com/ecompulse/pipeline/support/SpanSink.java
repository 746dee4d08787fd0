package com.ecompulse.pipeline.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A collector of traces: takes what an OTLP exporter posts as {@code http/protobuf}. */
public final class SpanSink implements AutoCloseable {
  private static final int LENGTH_DELIMITED = 2;

  private final List<ExportedSpan> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * A span as it was exported; the ids are in hexadecimal, the parent's is empty for a root, and of
   * the attributes there are those that are strings.
   */
  public record ExportedSpan(
      String traceId,
      String spanId,
      String parentId,
      String name,
      Map<String, String> attributes) {}

  private SpanSink() {
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public static SpanSink start() {
    return new SpanSink();
  }

  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The spans of that trace, so far. */
  public List<ExportedSpan> of(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  /** All spans, so far. */
  public List<ExportedSpan> all() {
    return List.copyOf(spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    // ExportTraceServiceRequest: resource_spans = 1 { scope_spans = 2 { spans = 2 } }
    within(body, 1)
        .flatMap(resource -> within(resource, 2))
        .flatMap(scope -> within(scope, 2))
        .map(SpanSink::span)
        .forEach(spans::add);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static ExportedSpan span(byte[] message) {
    Map<Integer, List<byte[]>> fields = fields(message);
    HexFormat hex = HexFormat.of();
    return new ExportedSpan(
        hex.formatHex(first(fields, 1)),
        hex.formatHex(first(fields, 2)),
        hex.formatHex(first(fields, 4)),
        text(fields, 5),
        attributes(fields.getOrDefault(9, List.of())));
  }

  /** KeyValue: key = 1, value = 2 { string_value = 1 } */
  private static Map<String, String> attributes(List<byte[]> keyValues) {
    Map<String, String> attributes = new HashMap<>();
    for (byte[] keyValue : keyValues) {
      Map<Integer, List<byte[]>> fields = fields(keyValue);
      Map<Integer, List<byte[]>> value = fields(first(fields, 2));
      if (value.containsKey(1)) {
        attributes.put(text(fields, 1), text(value, 1));
      }
    }
    return attributes;
  }

  private static String text(Map<Integer, List<byte[]>> fields, int number) {
    return new String(first(fields, number), StandardCharsets.UTF_8);
  }

  private static byte[] first(Map<Integer, List<byte[]>> fields, int number) {
    return fields.getOrDefault(number, List.of(new byte[0])).get(0);
  }

  private static Stream<byte[]> within(byte[] message, int number) {
    return fields(message).getOrDefault(number, List.of()).stream();
  }

  /** The fields of a protobuf message that have a length, by number. */
  private static Map<Integer, List<byte[]>> fields(byte[] message) {
    Map<Integer, List<byte[]>> fields = new HashMap<>();
    int[] at = {0};
    while (at[0] < message.length) {
      long tag = varint(message, at);
      switch ((int) (tag & 7)) {
        case 0 -> varint(message, at);
        case 1 -> at[0] += Long.BYTES;
        case LENGTH_DELIMITED -> {
          int length = (int) varint(message, at);
          byte[] value = Arrays.copyOfRange(message, at[0], at[0] + length);
          fields.computeIfAbsent((int) (tag >> 3), n -> new CopyOnWriteArrayList<>()).add(value);
          at[0] += length;
        }
        case 5 -> at[0] += Integer.BYTES;
        default -> throw new IllegalArgumentException("no protobuf: tag " + tag);
      }
    }
    return fields;
  }

  private static long varint(byte[] message, int[] at) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message[at[0]++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
