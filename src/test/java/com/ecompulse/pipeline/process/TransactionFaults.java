package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.Channels;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Makes the application's transactions fail where a test asks for it. */
@Decorator
@Priority(1)
public class TransactionFaults implements KafkaClientService {

  /** What can be made to fail. */
  public enum Fault {
    /** Sending a record throws, so the work on the batch fails. */
    WORK(300),
    /** A record is handed over and fails afterwards; nobody hears of it but the transaction. */
    SEND(300),
    /** The offsets do not reach Kafka. */
    OFFSETS(3),
    /** The offsets reach Kafka, but its answer does not come back in time. */
    OFFSETS_ANSWER(3),
    /** The commit does not reach Kafka. */
    COMMIT(3),
    /** The commit reaches Kafka, but its answer does not come back in time. */
    COMMIT_ANSWER(3),
    /** The abort reaches Kafka, but its answer does not come back in time. */
    ABORT_ANSWER(2);

    /** It strikes once in so many times at random: some strike records, others whole batches. */
    final int oneIn;

    Fault(int oneIn) {
      this.oneIn = oneIn;
    }
  }

  private static final Predicate<Fault> NONE = fault -> false;

  private static volatile Predicate<Fault> striking = NONE;
  private static final AtomicInteger STRUCK = new AtomicInteger();

  @Inject @Any @Delegate KafkaClientService clients;

  private KafkaProducer<?, ?> faulty;

  /** From now on a fault strikes when the predicate says so. */
  public static void strikeWhen(Predicate<Fault> predicate) {
    STRUCK.set(0);
    striking = predicate;
  }

  /** Nothing fails any more; tells how often something did. */
  public static int stop() {
    striking = NONE;
    return STRUCK.get();
  }

  static boolean strikes(Fault fault) {
    boolean strikes = striking.test(fault);
    if (strikes) {
      STRUCK.incrementAndGet();
    }
    return strikes;
  }

  @Override
  public <K, V> List<KafkaConsumer<K, V>> getConsumers(String channel) {
    return clients.getConsumers(channel);
  }

  @Override
  @SuppressWarnings("unchecked") // one channel, one type
  public synchronized <K, V> KafkaProducer<K, V> getProducer(String channel) {
    KafkaProducer<K, V> producer = clients.getProducer(channel);
    if (producer == null || !Channels.ENRICHED_OUT.equals(channel)) {
      return producer;
    }
    if (faulty == null) {
      faulty = FaultyProducer.around(producer);
    }
    return (KafkaProducer<K, V>) faulty;
  }

  @Override
  public Set<String> getConsumerChannels() {
    return clients.getConsumerChannels();
  }

  @Override
  public Set<String> getProducerChannels() {
    return clients.getProducerChannels();
  }
}
