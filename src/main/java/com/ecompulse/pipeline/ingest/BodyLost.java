package com.ecompulse.pipeline.ingest;

/**
 * The client went away before its body had come: nobody was refused, and nobody reads an answer.
 */
final class BodyLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyLost() {
    super("the client went away", null, false, false);
  }
}
