package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;

/**
 * Cuts a body into the bytes of its events: one event, an array of them, {@code {"events":[…]}}, or
 * one after the other. One pass, nothing re-serialised; white space around an event is not part of
 * it. Only an event of a mobile SDK's shape is written anew ({@link MobileEvent}).
 */
final class EventSplitter {
  private final int maxEvents;

  /**
   * @param maxEvents how many events a body may hold
   */
  EventSplitter(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /**
   * @return the events of one JSON text; none for an empty array
   * @throws IngestProblem when the body as a whole cannot be taken
   */
  Batch split(byte[] body) {
    return JsonBody.read(body, (tokens, source) -> reader(tokens, source).text());
  }

  /**
   * @return the events of a body that has one JSON text for each, on a line of its own
   * @throws IngestProblem when the body as a whole cannot be taken
   */
  Batch splitLines(byte[] body) {
    return JsonBody.read(body, (tokens, source) -> reader(tokens, source).lines());
  }

  private BodyReader reader(JsonTokens tokens, JsonTexts.Source source) {
    return new BodyReader(tokens, source, maxEvents);
  }
}
