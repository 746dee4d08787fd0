package com.ecompulse.pipeline.bench.emitter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.resteasy.reactive.RestResponse;

/** The front door as one writes it first: a tree, and a message an event. */
@Path("/events")
public class EventsResource {
  private final MutinyEmitter<byte[]> emitter;

  EventsResource(
      @Channel("events-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter) {
    this.emitter = emitter;
  }

  @POST
  public Uni<RestResponse<Void>> post(JsonNode events) {
    List<Uni<Void>> sent = new ArrayList<>();
    for (JsonNode event : events) {
      sent.add(emitter.sendMessage(message(event)));
    }
    return Uni.join()
        .all(sent)
        .andFailFast()
        .replaceWith(() -> RestResponse.status(RestResponse.Status.ACCEPTED));
  }

  private static Message<byte[]> message(JsonNode event) {
    return Message.of(event.toString().getBytes(UTF_8))
        .addMetadata(
            OutgoingKafkaRecordMetadata.builder()
                .withKey(event.path("user_id").asText().getBytes(UTF_8))
                .build());
  }
}
