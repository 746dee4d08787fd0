package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The formats of a body on {@code /events}, by its content type. */
final class EventFormat {
  private static final String READABLE =
      "send application/json, application/x-ndjson, text/plain, application/cloudevents+json or"
          + " application/cloudevents-batch+json";

  private final EventSplitter splitter;

  /**
   * @param maxEvents how many events a body may hold
   */
  EventFormat(int maxEvents) {
    this.splitter = new EventSplitter(maxEvents);
  }

  /**
   * @param receivedAtMillis stands in for the time of a CloudEvent that tells none, nor its data
   * @throws IngestProblem where the body cannot be taken as a whole
   */
  Batch read(HttpServerRequest request, byte[] body, long receivedAtMillis) {
    return switch (ContentType.of(request)) {
      case "application/json", "text/plain" ->
          CloudEventHeaders.areIn(request)
              ? cloudEvents(CloudEventHeaders.structured(request, body), receivedAtMillis)
              : splitter.split(body);
      case "application/x-ndjson", "application/ndjson" -> splitter.splitLines(body);
      case "application/cloudevents+json", "application/cloudevents-batch+json" ->
          cloudEvents(body, receivedAtMillis);
      default -> throw new IngestProblem(Kind.UNREADABLE_TYPE, READABLE);
    };
  }

  private Batch cloudEvents(byte[] body, long receivedAtMillis) {
    List<KeyedEvent> events =
        splitter.split(body).events().stream()
            .map(event -> CloudEvent.toEvent(event.value(), receivedAtMillis))
            .toList();
    return new Batch(events, null);
  }
}
