package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * {@code POST /topics/{topic}}: the produce request of the Kafka REST protocol, version 2, for the
 * clients that speak it. It is answered 200 and with what became of each record, unless Kafka took
 * none: such clients send their whole batch again, for ever, upon anything else.
 */
@Path("/topics")
public class KafkaRestResource {
  private static final String ENDPOINT = "topics";
  private static final String READABLE =
      "send application/vnd.kafka.json.v2+json, application/vnd.kafka.binary.v2+json,"
          + " application/json or text/plain";

  private final BodyIntake intake;
  private final Reception reception;
  private final Set<String> topics;
  private final int maxRecords;
  private final PipelineMetrics metrics;
  private final Clock clock;

  KafkaRestResource(
      BodyIntake intake,
      Reception reception,
      PipelineConfig config,
      PipelineMetrics metrics,
      Clock clock) {
    this.intake = intake;
    this.reception = reception;
    this.topics = config.ingest().topicAliases();
    this.maxRecords = config.ingest().maxEventsPerRequest();
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Answers 200 and {@link KafkaRestAnswer}. */
  @POST
  @Path("/{topic}")
  public Uni<Response> produce(@PathParam("topic") String topic, @Context RoutingContext context) {
    reception.requireIngesting();
    requireKnown(topic);
    return intake.read(context).chain(body -> take(context.request(), body));
  }

  private Uni<Response> take(HttpServerRequest request, byte[] body) {
    List<ProducedRecord> records = read(request, body);
    List<KeyedEvent> events =
        records.stream().map(ProducedRecord::event).filter(Objects::nonNull).toList();
    return reception
        .take(new Batch(events, null), request, clock.millis(), ENDPOINT)
        .invoke(this::count)
        .map(deliveries -> answer(records, deliveries));
  }

  /** A 200 does not pass the code that counts refusals. */
  private void count(List<Delivery> deliveries) {
    if (deliveries.stream().anyMatch(Delivery::isKafkasFault)) {
      metrics.rejected(Kind.KAFKA_UNAVAILABLE.code());
    }
  }

  private void requireKnown(String topic) {
    if (!topics.contains(topic)) {
      throw new IngestProblem(Kind.UNKNOWN_TOPIC, "no topic of that name takes events here");
    }
  }

  private List<ProducedRecord> read(HttpServerRequest request, byte[] body) {
    return switch (ContentType.of(request)) {
      case "application/vnd.kafka.json.v2+json", "application/json", "text/plain" ->
          RecordsReader.read(body, false, maxRecords);
      case "application/vnd.kafka.binary.v2+json" -> RecordsReader.read(body, true, maxRecords);
      default -> throw new IngestProblem(Kind.UNREADABLE_TYPE, READABLE);
    };
  }

  private static Response answer(List<ProducedRecord> records, List<Delivery> deliveries) {
    Iterator<Delivery> next = deliveries.iterator();
    List<KafkaRestAnswer.Entry> entries = new ArrayList<>(records.size());
    for (ProducedRecord record : records) {
      entries.add(
          record.event() == null
              ? KafkaRestAnswer.Entry.refused(record.refusal())
              : KafkaRestAnswer.Entry.of(next.next()));
    }
    return Response.ok(new KafkaRestAnswer(entries)).type(KafkaRestAnswer.MEDIA_TYPE).build();
  }
}
