package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.deadletter.DeadLetter;
import com.ecompulse.pipeline.enrich.Privacy;
import com.ecompulse.pipeline.enrich.Withheld;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.topics.KnownTopics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy {@value #STRATEGY}: the dead letter of a rejected event joins the open
 * transaction of the channel {@code enriched-out}. Any other reason is the world's fault and never
 * makes a dead letter.
 */
final class TransactionalDeadLetterQueue implements KafkaFailureHandler {
  static final String STRATEGY = "transactional-dead-letter-queue";

  /** A letter that its topic refuses is cut to an eighth, until it is taken. */
  private static final int SHIFT = 3;

  /** By then a letter of any size that a record can have is cut to nothing. */
  static final int MOST_CUTS = 8;

  /** The headers that repeat, or stand in for, a member of the event. */
  private static final Map<String, KnownMember> MEMBERS =
      Map.of(
          RawHeaders.CLIENT_IP, KnownMember.IP_ADDRESS,
          RawHeaders.USER_AGENT, KnownMember.USER_AGENT);

  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> producer;
  private final RefusedOutputs refused;
  private final Privacy privacy;
  private final Clock clock;

  /**
   * @param producer the one whose transaction is open; there is none yet when the channel is made
   * @param privacy what of a rejected record goes into its letter
   */
  TransactionalDeadLetterQueue(
      String topic,
      Supplier<Producer<byte[], byte[]>> producer,
      RefusedOutputs refused,
      Privacy privacy,
      Clock clock) {
    this.topic = topic;
    this.producer = producer;
    this.refused = refused;
    this.privacy = privacy;
    this.clock = clock;
  }

  @Override
  public <K, V> Uni<Void> handle(
      IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
    if (!(reason instanceof EventRejectedException rejected)) {
      return Uni.createFrom().failure(reason);
    }
    ConsumerRecord<byte[], byte[]> raw = raw(record);
    DeadLetter letter = new DeadLetter(disclosed(raw), rejected.failure(), clock.millis());
    // Not waited for: the transaction's commit is its acknowledgement.
    return Uni.createFrom()
        .item(() -> producer.get().send(letter.toRecord(topic, shares(raw)), refused.watch(raw)))
        .replaceWithVoid();
  }

  /** The first refusal may have been the enriched event's; each further one was the letter's. */
  private int shares(ConsumerRecord<byte[], byte[]> raw) {
    return 1 << SHIFT * Math.min(MOST_CUTS, Math.max(0, refused.times(raw) - 1));
  }

  private ConsumerRecord<byte[], byte[]> disclosed(ConsumerRecord<byte[], byte[]> raw) {
    Withheld withheld = privacy.ofDeadLetter(raw.value());
    return withheld.isNothing()
        ? raw
        : new ConsumerRecord<>(
            raw.topic(),
            raw.partition(),
            raw.offset(),
            raw.timestamp(),
            raw.timestampType(),
            raw.serializedKeySize(),
            raw.serializedValueSize(),
            withheld.ofText(KnownMember.USER_ID, raw.key()),
            withheld.ofValue(raw.value()),
            disclosed(raw.headers(), withheld),
            raw.leaderEpoch());
  }

  private static Headers disclosed(Headers headers, Withheld withheld) {
    Headers disclosed = new RecordHeaders();
    for (Header header : headers) {
      KnownMember member = MEMBERS.get(header.key());
      byte[] value = member == null ? header.value() : withheld.ofText(member, header.value());
      if (value != null || header.value() == null) {
        disclosed.add(header.key(), value);
      }
    }
    return disclosed;
  }

  @SuppressWarnings("unchecked") // the channel's deserializers are the byte array ones
  private static ConsumerRecord<byte[], byte[]> raw(IncomingKafkaRecord<?, ?> record) {
    return record.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
  }

  /** Found by SmallRye by its identifier. */
  @ApplicationScoped
  @Identifier(STRATEGY)
  static class Factory implements KafkaFailureHandler.Factory {
    private final KafkaClientService clients;
    private final KnownTopics topics;
    private final RefusedOutputs refused;
    private final Privacy privacy;
    private final Clock clock;

    Factory(
        KafkaClientService clients,
        KnownTopics topics,
        RefusedOutputs refused,
        Privacy privacy,
        Clock clock) {
      this.clients = clients;
      this.topics = topics;
      this.refused = refused;
      this.privacy = privacy;
      this.clock = clock;
    }

    @Override
    public KafkaFailureHandler create(
        KafkaConnectorIncomingConfiguration channel,
        Vertx vertx,
        KafkaConsumer<?, ?> consumer,
        BiConsumer<Throwable, Boolean> reportFailure) {
      String topic =
          channel
              .getDeadLetterQueueTopic()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the channel "
                              + channel.getChannel()
                              + " wants a dead-letter-queue.topic for its failure-strategy"));
      return new TransactionalDeadLetterQueue(
          topic,
          () -> {
            topics.mustKnow(topic);
            return clients.<byte[], byte[]>getProducer(Channels.ENRICHED_OUT).unwrap();
          },
          refused,
          privacy,
          clock);
    }
  }
}
