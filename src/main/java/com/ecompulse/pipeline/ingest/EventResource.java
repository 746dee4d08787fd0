package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /events}: accepted means that Kafka has acknowledged every event with acks=all. */
@Path("/events")
public class EventResource {
  private static final String ENDPOINT = "events";

  /**
   * @param accepted how many events were written
   */
  public record Accepted(int accepted) {}

  private final boolean ingesting;
  private final EventSplitter splitter;
  private final RawEventPublisher publisher;
  private final PipelineMetrics metrics;
  private final Clock clock;

  EventResource(
      RawEventPublisher publisher, PipelineConfig config, PipelineMetrics metrics, Clock clock) {
    this.ingesting = config.ingest().enabled();
    this.splitter = new EventSplitter(config.ingest().maxEventsPerRequest());
    this.publisher = publisher;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * @param body one event, an array of events, or {@code {"events":[…]}}
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  public Uni<Accepted> accept(
      byte[] body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType contentType,
      @HeaderParam(HttpHeaders.USER_AGENT) String userAgent,
      @Context HttpServerRequest request) {
    requireIngesting();
    requireUtf8(contentType);
    Receipt receipt = new Receipt(clock.millis(), request.remoteAddress().hostAddress(), userAgent);
    List<KeyedEvent> events = splitter.split(body);
    return publisher
        .publish(events, receipt)
        .invoke(() -> metrics.received(ENDPOINT, events.size()))
        .replaceWith(() -> new Accepted(events.size()));
  }

  private void requireIngesting() {
    if (!ingesting) {
      throw new IngestProblem(Kind.NOT_INGESTING, "ask a process with pipeline.ingest.enabled");
    }
  }

  /** A request without a content type is matched by any, and then has none. */
  private static void requireUtf8(MediaType contentType) {
    if (contentType == null) {
      throw new NotSupportedException();
    }
    String charset = contentType.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !StandardCharsets.UTF_8.name().equalsIgnoreCase(charset)) {
      throw new IngestProblem(Kind.UNREADABLE_CHARSET, "JSON is sent in UTF-8");
    }
  }
}
