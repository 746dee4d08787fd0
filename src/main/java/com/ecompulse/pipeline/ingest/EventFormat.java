package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * The formats of a body on {@code /events}, by its content type, which is that of the data where
 * headers make a CloudEvent of it.
 */
final class EventFormat {
  private static final String READABLE =
      "send application/json, application/x-ndjson, text/plain, application/cloudevents+json or"
          + " application/cloudevents-batch+json";

  private final int maxEvents;

  /**
   * @param maxEvents how many events a body may hold
   */
  EventFormat(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /**
   * @param receivedAtMillis stands in for the time of a CloudEvent that tells none, nor its data
   * @throws IngestProblem where the body cannot be taken as a whole
   */
  Batch read(HttpServerRequest request, byte[] body, long receivedAtMillis) {
    String type = ContentType.of(request);
    return CloudEventHeaders.areIn(request) && isData(type, body)
        ? cloudEvents(CloudEventHeaders.structured(request, body), receivedAtMillis)
        : read(type, body, receivedAtMillis);
  }

  /** Whether it can be a CloudEvent's data beside headers: JSON, or none, which has no type. */
  private static boolean isData(String type, byte[] body) {
    return switch (type) {
      case "application/json", "text/plain" -> true;
      case "" -> body.length == 0;
      default -> type.endsWith("+json") && !type.startsWith("application/cloudevents");
    };
  }

  private Batch read(String type, byte[] body, long receivedAtMillis) {
    return switch (type) {
      case "application/json", "text/plain" -> BodyReader.ofText(body, maxEvents);
      case "application/x-ndjson", "application/ndjson" -> BodyReader.ofLines(body, maxEvents);
      case "application/cloudevents+json", "application/cloudevents-batch+json" ->
          cloudEvents(body, receivedAtMillis);
      default -> throw new IngestProblem(Kind.UNREADABLE_TYPE, READABLE);
    };
  }

  private Batch cloudEvents(byte[] body, long receivedAtMillis) {
    List<KeyedEvent> events =
        BodyReader.ofText(body, maxEvents).events().stream()
            .map(event -> CloudEvent.toEvent(event.value(), receivedAtMillis))
            .toList();
    return new Batch(events, null);
  }
}
