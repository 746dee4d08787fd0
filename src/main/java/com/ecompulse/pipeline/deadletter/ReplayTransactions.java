package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.ingest.RawEventPublisher;
import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What is written about replays. A letter's raw record and the entry that says it was replayed are
 * one transaction: the letter is replayed once or not at all, whoever fails when.
 *
 * <p>Whatever fails here may have been done or not. Then this object is closed, and whoever comes
 * next reads the topic: it says whether the last commit was done.
 */
final class ReplayTransactions implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final RawEventPublisher publisher;
  private final ReplayLog log;
  private final ReplayState state;
  private final PipelineMetrics metrics;
  private final Clock clock;
  private final int maxAttempts;
  private boolean isOpen;

  /** A letter that was sent to the raw topic again, and the answer to come. */
  private record Sent(Letter letter, Future<RecordMetadata> raw) {}

  /**
   * @param producer transactional, and alone with its id: its transactions have been initialised
   * @param state what the replays' topic says; kept up with what is committed here
   */
  ReplayTransactions(
      Producer<byte[], byte[]> producer,
      RawEventPublisher publisher,
      ReplayLog log,
      ReplayState state,
      PipelineMetrics metrics,
      Clock clock,
      int maxAttempts) {
    this.producer = producer;
    this.publisher = publisher;
    this.log = log;
    this.state = state;
    this.metrics = metrics;
    this.clock = clock;
    this.maxAttempts = maxAttempts;
  }

  /**
   * Writes the entries, all or none.
   *
   * @return the offset of the last
   */
  long write(List<? extends ReplayEntry> entries) {
    begin();
    return commit(entries);
  }

  /**
   * Replays the letters. One that the raw topic refuses costs the others nothing.
   *
   * @return how far the replay has come
   */
  ReplayProgress replay(Replay replay, Portion portion) {
    try {
      begin();
      List<LetterReplay> letters = send(replay, portion.candidates());
      ReplayProgress now = state.progressOf(replay).plus(letters, portion.next(), portion.isLast());
      List<ReplayEntry> entries = new ArrayList<>(letters);
      entries.add(now);
      commit(entries);
      letters.forEach(letter -> metrics.replayed(letter.outcome().tag()));
      return now;
    } catch (KafkaException e) {
      if (!isTooLarge(e) || portion.candidates().isEmpty()) {
        throw e;
      }
      abort();
      return replayOneByOne(replay, portion);
    }
  }

  private ReplayProgress replayOneByOne(Replay replay, Portion portion) {
    if (portion.candidates().size() == 1) {
      return replay(replay, portion.refused());
    }
    ReplayProgress now = state.progressOf(replay);
    for (Portion single : portion.singles()) {
      now = replay(replay, single);
    }
    return now;
  }

  /** Sends those that can be replayed, and tells of each what became of it. */
  private List<LetterReplay> send(Replay replay, List<Candidate> candidates) {
    List<Sent> sent = new ArrayList<>();
    List<LetterReplay> told = new ArrayList<>();
    Instant now = clock.instant();
    for (Candidate candidate : candidates) {
      Optional<LetterReplay> obstacle = obstacle(replay, candidate, now);
      obstacle.ifPresentOrElse(told::add, () -> sent.add(send(candidate)));
    }
    producer.flush();
    for (Sent one : sent) {
      told.add(LetterReplay.replayed(replay.id(), one.letter(), now, place(one.raw())));
    }
    return told;
  }

  private Sent send(Candidate candidate) {
    Letter letter = candidate.letter().orElseThrow();
    return new Sent(
        letter,
        publisher.sendAgain(
            producer, letter.record().key(), candidate.payload(), letter.replayHeaders()));
  }

  private Optional<LetterReplay> obstacle(Replay replay, Candidate candidate, Instant now) {
    Place place = candidate.place();
    return state.isReplayed(place)
        ? Optional.of(LetterReplay.skipped(replay.id(), place, now, "already-replayed"))
        : candidate
            .obstacle(maxAttempts)
            .map(reason -> LetterReplay.failed(replay.id(), place, now, reason));
  }

  /** Ends a replay that has a fault of its own, and what it had open. */
  ReplayProgress giveUp(Replay replay) {
    if (isOpen) {
      abort();
    }
    ReplayProgress end = state.progressOf(replay).givingUp();
    write(List.of(end));
    return end;
  }

  private void begin() {
    producer.beginTransaction();
    isOpen = true;
  }

  private void abort() {
    producer.abortTransaction();
    isOpen = false;
  }

  private long commit(List<? extends ReplayEntry> entries) {
    Future<RecordMetadata> last = null;
    for (ReplayEntry entry : entries) {
      last = producer.send(log.record(entry));
    }
    producer.commitTransaction();
    isOpen = false;
    entries.forEach(entry -> entry.accept(state));
    return place(last).offset();
  }

  /** Of a record that was flushed. */
  private static Place place(Future<RecordMetadata> sent) {
    try {
      return new Place(sent.get().partition(), sent.get().offset());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafkaException
          ? kafkaException
          : new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure != null && isTooLarge(failure.getCause());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
