package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/** What a request says its body is. */
final class ContentType {
  private static final String CHARSET = "charset=";

  /** Its name, and the label that clients write as often (WHATWG, Encoding). */
  private static final Set<String> UTF_8 = Set.of("utf-8", "utf8");

  private ContentType() {}

  /**
   * The media type in lower case and without parameters; empty where there is none.
   *
   * @throws IngestProblem where it names a charset that JSON is not written in
   */
  static String of(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (header == null) {
      return "";
    }
    String[] parts = header.toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      requireUtf8(parts[i].trim());
    }
    return parts.length == 0 ? "" : parts[0].trim();
  }

  private static void requireUtf8(String parameter) {
    if (parameter.startsWith(CHARSET)
        && !UTF_8.contains(parameter.substring(CHARSET.length()).replace("\"", ""))) {
      throw new IngestProblem(Kind.UNREADABLE_CHARSET, "JSON is sent in UTF-8");
    }
  }
}
