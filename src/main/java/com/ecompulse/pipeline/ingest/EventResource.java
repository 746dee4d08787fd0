package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/**
 * {@code POST /events}: accepted means that Kafka has acknowledged every event with acks=all. The
 * formats of the body are {@link EventFormat}'s; what is wrong with a request as a whole is
 * answered with a problem document ({@link Refusal}).
 */
@Path(EventResource.PATH)
public class EventResource {
  static final String PATH = "/events";

  private static final String ENDPOINT = "events";

  /**
   * @param accepted how many events were written
   */
  record Accepted(int accepted) {}

  private final BodyIntake intake;
  private final Reception reception;
  private final EventFormat format;
  private final Clock clock;

  EventResource(BodyIntake intake, Reception reception, PipelineConfig config, Clock clock) {
    this.intake = intake;
    this.reception = reception;
    this.format = new EventFormat(config.ingest().maxEventsPerRequest());
    this.clock = clock;
  }

  /** Answers 202 and {@link Accepted}. */
  @POST
  public Uni<Response> accept(@Context RoutingContext context) {
    reception.requireIngesting();
    return intake
        .read(context)
        .chain(body -> take(context.request(), body))
        .map(EventResource::answer);
  }

  private Uni<List<Delivery>> take(HttpServerRequest request, byte[] body) {
    long receivedAtMillis = clock.millis();
    Batch batch = format.read(request, body, receivedAtMillis);
    return reception.take(batch, request, receivedAtMillis, ENDPOINT);
  }

  private static Response answer(List<Delivery> deliveries) {
    requireWritten(deliveries);
    return Response.accepted(new Accepted(deliveries.size()))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  /** What can be tried again comes first: of a request that cannot, nothing would be. */
  private static void requireWritten(List<Delivery> deliveries) {
    if (deliveries.stream().anyMatch(Delivery::isKafkasFault)) {
      throw new IngestProblem(Kind.KAFKA_UNAVAILABLE, "try again later");
    }
    if (!deliveries.stream().allMatch(Delivery::isWritten)) {
      throw new IngestProblem(Kind.EVENT_TOO_LARGE, "an event is larger than the raw topic takes");
    }
  }
}
