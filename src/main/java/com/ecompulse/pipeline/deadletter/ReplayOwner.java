package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.ingest.RawEventPublisher;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * The one process that replays. Taking the producer's {@code transactional.id} ends what its
 * predecessor had open and fences it off. What is read of the replays' topic after that is all
 * there is, and stays so for as long as this one's transactions commit.
 *
 * <p>After an exception of Kafka's this object is of no use any more.
 */
final class ReplayOwner implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReplayOwner.class);
  private static final int MAX_UNFINISHED = 10;

  private final ReplayLog log;
  private final Clock clock;
  private final TopicScan letters;
  private final TopicScan replays;
  private final ReplayState state;
  private final ReplayTransactions transactions;
  private Optional<ReplaySource> source = Optional.empty();

  private ReplayOwner(
      ReplayLog log,
      Clock clock,
      TopicScan letters,
      TopicScan replays,
      ReplayState state,
      ReplayTransactions transactions) {
    this.log = log;
    this.clock = clock;
    this.letters = letters;
    this.replays = replays;
    this.state = state;
    this.transactions = transactions;
  }

  /** Takes over from whoever replays now. */
  static ReplayOwner take(
      DeadLetterClients clients,
      ReplayLog log,
      RawEventPublisher publisher,
      PipelineMetrics metrics,
      Clock clock,
      int maxAttempts) {
    ReplayState state = new ReplayState();
    Producer<byte[], byte[]> producer = clients.replayer();
    ReplayTransactions transactions =
        new ReplayTransactions(producer, publisher, log, state, metrics, clock, maxAttempts);
    List<Runnable> closings = new ArrayList<>(List.of(transactions::close));
    try {
      TopicScan letters = clients.letters();
      closings.add(letters::close);
      TopicScan replays = clients.replays();
      closings.add(replays::close);
      producer.initTransactions();
      log.read(replays, state);
      return new ReplayOwner(log, clock, letters, replays, state, transactions);
    } catch (RuntimeException e) {
      closings.forEach(Runnable::run);
      throw e;
    }
  }

  /**
   * Writes down what is asked for; from then on it will be done. Asked for again under the same key
   * it is the same one.
   *
   * @return its id
   * @throws OperatorProblem where the key stands for another request, or too much is under way
   */
  String accept(ReplayOrder order) {
    Optional<Replay> known = state.askedWith(order.idempotencyKey());
    if (known.isPresent()) {
      return sameAs(known.get(), order);
    }
    if (state.unfinished() >= MAX_UNFINISHED) {
      throw OperatorProblem.busy("ask again when one of the replays is done");
    }
    String id = UUID.randomUUID().toString();
    boolean isFiltered = order.request().filter() != null;
    Map<Integer, Long> until = isFiltered ? letters.ends() : null;
    long written = transactions.write(order.entries(id, clock.instant(), until));
    // Whoever asks for it next, this process among them, must find it.
    log.awaitEntry(replays, written);
    return id;
  }

  private static String sameAs(Replay known, ReplayOrder order) {
    if (!known.request().equals(order.body())) {
      throw OperatorProblem.keyReused();
    }
    return known.id();
  }

  /**
   * Replays the next few letters. A replay that fails for another reason than Kafka's would do so
   * again, and hold up all that were asked for later: it is given up.
   *
   * @return whether there was anything to do
   */
  boolean step(int maxLetters) {
    Optional<Replay> next = state.next();
    next.ifPresent(replay -> stepOrGiveUp(replay, maxLetters));
    return next.isPresent();
  }

  private void stepOrGiveUp(Replay replay, int maxLetters) {
    try {
      step(replay, maxLetters);
    } catch (KafkaException kafkaFailure) {
      throw kafkaFailure;
    } catch (RuntimeException ownFault) {
      source = Optional.empty();
      LOG.errorf(ownFault, "replay of dead letters given up: id=%s", replay.id());
      tell(replay, transactions.giveUp(replay));
    }
  }

  private void step(Replay replay, int maxLetters) {
    ReplaySource of = source.orElseGet(() -> sourceOf(replay));
    source = Optional.of(of);
    Portion portion = of.next(state.progressOf(replay), maxLetters);
    ReplayProgress now = transactions.replay(replay, portion);
    if (now.done()) {
      source = Optional.empty();
      tell(replay, now);
    }
  }

  private ReplaySource sourceOf(Replay replay) {
    return replay.filter() == null
        ? new ReplaySource.Named(letters, waiting(replay))
        : new ReplaySource.Filtered(letters, replay);
  }

  /** The named letters that are still to be replayed, in their order. */
  private List<LetterReplay> waiting(Replay replay) {
    Map<Place, LetterReplay> waiting = new TreeMap<>();
    log.read(
        replays,
        new ReplayEntry.Visitor() {
          @Override
          public void letter(LetterReplay entry) {
            if (!entry.replay().equals(replay.id())) {
              return;
            }
            if (entry.outcome() == LetterReplay.Outcome.WAITING) {
              waiting.put(entry.letter(), entry);
            } else {
              waiting.remove(entry.letter());
            }
          }
        });
    return List.copyOf(waiting.values());
  }

  /** The audit's line. */
  private static void tell(Replay replay, ReplayProgress end) {
    LOG.infof(
        "dead letters replayed: id=%s by=%s what=%s total=%d replayed=%d skipped=%d failed=%d",
        replay.id(),
        replay.by(),
        replay.filter() == null ? "letters" : "filter",
        end.total(),
        end.replayed(),
        end.skipped(),
        end.failed());
  }

  @Override
  public void close() {
    transactions.close();
    letters.close();
    replays.close();
  }
}
