package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.util.Locale;

/**
 * A CloudEvent in binary mode: its attributes are headers, and the body is its data, whose type is
 * the body's.
 */
final class CloudEventHeaders {
  private static final String PREFIX = "ce-";
  private static final String DATA_TYPE = "datacontenttype";
  private static final char QUOTE = '"';
  private static final char ESCAPE = '\\';

  private CloudEventHeaders() {}

  static boolean areIn(HttpServerRequest request) {
    return request.headers().contains("ce-specversion");
  }

  /**
   * The same event in structured mode.
   *
   * @throws IngestProblem where the data is no JSON
   */
  static byte[] structured(HttpServerRequest request, byte[] data) {
    JsonObject event = new JsonObject();
    String dataType = request.headers().get(HttpHeaders.CONTENT_TYPE);
    request
        .headers()
        .forEach(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              if (isAttribute(name, dataType)) {
                event.string(name.substring(PREFIX.length()), decoded(unquoted(header.getValue())));
              }
            });
    if (dataType != null) {
      event.string(DATA_TYPE, dataType);
    }
    if (data.length > 0) {
      event.json("data", json(data));
    }
    return event.toBytes();
  }

  /** A {@code ce-datacontenttype} beside {@code Content-Type} is ignored (3.1.1). */
  private static boolean isAttribute(String header, String dataType) {
    return header.startsWith(PREFIX) && (dataType == null || !header.equals(PREFIX + DATA_TYPE));
  }

  private static String json(byte[] data) {
    byte[] value =
        JsonBody.read(
            data,
            (tokens, source) -> {
              if (tokens.next() == null) {
                throw new IngestProblem(Kind.EMPTY_BODY, "send the event's data as JSON");
              }
              byte[] whole = new ElementReader(tokens, source).read().value();
              tokens.requireEnd();
              return whole;
            });
    return new String(value, UTF_8);
  }

  /** What a quoted string says (RFC 7230, 3.2.6); whatever is none stays as it is. */
  private static String unquoted(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != QUOTE || value.charAt(last) != QUOTE) {
      return value;
    }
    StringBuilder text = new StringBuilder(last);
    int next = 1;
    while (next < last) {
      char c = value.charAt(next++);
      if (c == QUOTE || c == ESCAPE && next == last) {
        return value; // it ends before, or its last quote is text
      }
      text.append(c == ESCAPE ? value.charAt(next++) : c);
    }
    return text.toString();
  }

  /** Header values are percent-encoded beyond printable ASCII. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }
}
