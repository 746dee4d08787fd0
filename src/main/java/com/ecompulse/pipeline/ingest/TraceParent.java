package com.ecompulse.pipeline.ingest;

import java.util.regex.Pattern;

/** The header {@code traceparent} of W3C's Trace Context: where a request belongs in a trace. */
final class TraceParent {
  private static final Pattern WELL_FORMED =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /** The header where it is well-formed, else null: whatever a client sends goes no further. */
  static String of(String header) {
    return header != null && WELL_FORMED.matcher(header).matches() ? header : null;
  }
}
