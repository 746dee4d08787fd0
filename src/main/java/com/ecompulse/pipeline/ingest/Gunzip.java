package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the content encoding of a body, no further than a body may be large. */
final class Gunzip {

  private Gunzip() {}

  /**
   * @throws IngestProblem where the encoding is another one, the body is not encoded so, or there
   *     is more in it than may be: a few kilobytes can hold gigabytes
   */
  static byte[] decoded(HttpServerRequest request, byte[] body, int maxBytes) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding == null) {
      return body;
    }
    return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> inflated(body, maxBytes);
      default -> throw new IngestProblem(Kind.UNREADABLE_ENCODING, "send it plain, or in gzip");
    };
  }

  static byte[] inflated(byte[] body, int maxBytes) {
    byte[] inflated;
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
      inflated = gzip.readNBytes(maxBytes + 1);
    } catch (IOException | StackOverflowError e) { // the JDK's calls itself for each empty member
      throw new IngestProblem(Kind.MALFORMED_GZIP, "the body must be gzip, as its header says");
    }
    if (inflated.length > maxBytes) {
      throw new IngestProblem(
          Kind.BODY_TOO_LARGE, "send at most " + maxBytes + " bytes, counted after inflating");
    }
    return inflated;
  }
}
