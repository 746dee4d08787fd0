package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.RawEventPublisher;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Replays dead letters, on a thread of its own, at a bounded rate. Any process that takes events
 * takes orders; the one that took the last does the work of all ({@link ReplayOwner}). Where it
 * goes away in the middle, another takes over.
 */
@Singleton
class DeadLetterReplayer {
  private static final Logger LOG = Logger.getLogger(DeadLetterReplayer.class);

  /** Twice this passes before a replay whose process is gone goes on. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  private static final Duration END = Duration.ofSeconds(2);

  private final DeadLetterClients clients;
  private final ReplayLog log;
  private final RawEventPublisher publisher;
  private final PipelineMetrics metrics;
  private final Operators operators;
  private final boolean ingesting;
  private final Clock clock;
  private final int maxAttempts;
  private final int lettersPerSecond;
  private final AbandonedReplays abandoned;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(DeadLetterReplayer::thread);
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<ReplayOwner> owner = Optional.empty();
  private boolean isTroubled;

  DeadLetterReplayer(
      DeadLetterClients clients,
      ReplayLog log,
      RawEventPublisher publisher,
      PipelineMetrics metrics,
      Operators operators,
      PipelineConfig config,
      Clock clock) {
    this.clients = clients;
    this.log = log;
    this.publisher = publisher;
    this.metrics = metrics;
    this.operators = operators;
    this.ingesting = config.ingest().enabled();
    this.clock = clock;
    this.maxAttempts = config.deadLetters().maxAttempts();
    this.lettersPerSecond = config.deadLetters().replaysPerSecond();
    this.abandoned = new AbandonedReplays(clients, log);
  }

  void begin(@Observes StartupEvent started) {
    if (ingesting && operators.areKnown()) {
      long millis = BETWEEN_LOOKS.toMillis();
      worker.scheduleWithFixedDelay(
          () -> orTell(this::look), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  void end(@Observes ShutdownEvent stopping) throws InterruptedException {
    worker.shutdownNow();
    if (worker.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
      giveUp();
      abandoned.close();
    } // else its thread, a daemon, still uses them
  }

  /**
   * Takes an order. Once this returns it will be carried out, whatever happens to this process.
   *
   * @return the replay's id
   * @throws OperatorProblem where it is not taken
   */
  String accept(ReplayOrder order) {
    if (!ingesting) {
      throw OperatorProblem.notReplaying();
    }
    try {
      String id = acceptOrTakeOver(order);
      worker.execute(() -> orTell(this::work));
      return id;
    } catch (KafkaException e) {
      LOG.warnf("replay not taken: cause=%s", reason(e));
      throw OperatorProblem.kafkaUnavailable();
    }
  }

  /** Whoever has been fenced off learns it when it writes. */
  private String acceptOrTakeOver(ReplayOrder order) {
    try {
      return asOwner(own -> own.accept(order));
    } catch (KafkaException fencedOff) {
      return asOwner(own -> own.accept(order));
    }
  }

  private void look() {
    if (abandoned.exist()) {
      LOG.info("replays of dead letters taken over");
      giveUp(); // it may have been the owner, and not know that it has been fenced off
      asOwner(own -> true);
    }
    work();
    isTroubled = false;
  }

  /** What a task throws the worker keeps to itself. One line for as long as the trouble lasts. */
  private void orTell(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) { // a scheduled task that throws is never run again
      if (!isTroubled) {
        LOG.warnf("dead letters cannot be replayed, trying again: cause=%s", reason(e));
      }
      isTroubled = true;
    }
  }

  /** Until all is done, or another process does it. */
  private void work() {
    int portion = Math.min(Portion.MAX_LETTERS, lettersPerSecond);
    try {
      while (isOwner() && asOwner(own -> own.step(portion))) {
        TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(portion) / lettersPerSecond);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.infof("replaying interrupted, goes on here or elsewhere: cause=%s", reason(e));
    }
  }

  private boolean isOwner() {
    lock.lock();
    try {
      return owner.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** One at a time; after a failure ownership is gone. */
  private <T> T asOwner(Function<ReplayOwner, T> use) {
    lock.lock();
    try {
      ReplayOwner own =
          owner.orElseGet(
              () -> ReplayOwner.take(clients, log, publisher, metrics, clock, maxAttempts));
      owner = Optional.of(own);
      return use.apply(own);
    } catch (OperatorProblem refused) {
      throw refused;
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void giveUp() {
    lock.lock();
    try {
      owner.ifPresent(ReplayOwner::close);
      owner = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** A producer in its error state says no more than that; what brought it there is its cause. */
  private static Throwable reason(Throwable failure) {
    return failure.getCause() == null ? failure : reason(failure.getCause());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "dead-letter-replayer");
    thread.setDaemon(true);
    return thread;
  }
}
