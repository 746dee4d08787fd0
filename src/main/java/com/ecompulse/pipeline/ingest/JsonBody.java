package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.Utf8;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * A body that is JSON in UTF-8, read in one pass; a byte order mark before it and white space
 * around it are not part of it.
 */
final class JsonBody {
  private static final JsonTexts TEXTS = new JsonTexts(JsonTexts.MAX_DEPTH);

  private JsonBody() {}

  /**
   * @throws IngestProblem where the body is no JSON, or the reading refuses it
   */
  static <T> T read(byte[] body, JsonTexts.Reading<T> reading) {
    int start = Utf8.afterByteOrderMark(body);
    try {
      return TEXTS.read(body, start, reading);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** The cause's message quotes the body, and is left out. */
  private static IngestProblem malformed(IOException cause) {
    return new IngestProblem(
        Kind.MALFORMED_JSON,
        cause instanceof StreamConstraintsException
            ? "the body is nested deeper than " + JsonTexts.MAX_DEPTH
            : "the body must be well-formed JSON in UTF-8");
  }
}
