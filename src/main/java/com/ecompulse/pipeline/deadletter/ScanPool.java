package com.ecompulse.pipeline.deadletter;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Opens a topic for the time of one answer, and only so many at once: each holds a consumer's
 * buffers. It fails with {@link OperatorProblem} where Kafka does not answer.
 */
@Singleton
class ScanPool {
  private static final Logger LOG = Logger.getLogger(ScanPool.class);
  private static final int AT_ONCE = 2;
  private static final Duration MAX_SILENCE = Duration.ofSeconds(5);

  private final DeadLetterClients clients;
  private final Semaphore free = new Semaphore(AT_ONCE);

  ScanPool(DeadLetterClients clients) {
    this.clients = clients;
  }

  <T> T ofLetters(Function<TopicScan, T> read) {
    return of(clients::letters, read);
  }

  <T> T ofReplays(Function<TopicScan, T> read) {
    return of(clients::replays, read);
  }

  private void await() {
    try {
      if (!free.tryAcquire(MAX_SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw OperatorProblem.busy("others read dead letters now");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OperatorProblem.busy("the service ends");
    }
  }

  private <T> T of(Supplier<TopicScan> topic, Function<TopicScan, T> read) {
    await();
    try (TopicScan scan = topic.get()) {
      return read.apply(scan);
    } catch (KafkaException e) {
      LOG.warnf("dead letters not read: cause=%s", e);
      throw OperatorProblem.kafkaUnavailable();
    } finally {
      free.release();
    }
  }
}
