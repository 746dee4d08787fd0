package com.ecompulse.pipeline.bench.emitter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.ecompulse.pipeline.bench.processor.Enricher;
import com.ecompulse.pipeline.event.EnrichedEvent;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** A message a record, with the strategies that SmallRye brings. */
@ApplicationScoped
public class RecordProcessor {
  private final Enricher enricher = new Enricher();

  @Incoming("records-in")
  @Outgoing("records-out")
  public Message<byte[]> process(Message<byte[]> message) {
    IncomingKafkaRecordMetadata<?, ?> raw =
        message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    return enricher
        .enrich(
            message.getPayload(),
            raw.getHeaders(),
            raw.getTimestamp().toEpochMilli(),
            System.currentTimeMillis())
        .fold(
            event -> enriched(message, event),
            failure -> {
              throw new IllegalArgumentException(failure.tag());
            },
            () -> {
              throw new IllegalStateException("nothing came before it");
            });
  }

  private static Message<byte[]> enriched(Message<byte[]> message, EnrichedEvent event) {
    return message
        .withPayload(event.bytes())
        .addMetadata(
            OutgoingKafkaRecordMetadata.builder()
                .withKey(event.eventType().getBytes(US_ASCII))
                .build());
  }
}
