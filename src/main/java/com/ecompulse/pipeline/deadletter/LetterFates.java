package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.deadletter.LetterFate.Became;
import com.ecompulse.pipeline.topics.TopicSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Finds out what became of a letter's replays. */
@Singleton
class LetterFates {
  private static final Logger LOG = Logger.getLogger(LetterFates.class);
  private static final Duration TIME = Duration.ofSeconds(5);

  private final ScanPool scans;
  private final ReplayLog log;
  private final DeadLetterClients clients;
  private final String processors;
  private final Duration lookThroughAtMost;

  @Inject
  LetterFates(
      ScanPool scans,
      ReplayLog log,
      DeadLetterClients clients,
      @ConfigProperty(name = Channels.RAW_IN_GROUP) String processors) {
    this(scans, log, clients, processors, TIME);
  }

  /**
   * @param lookThroughAtMost how long one replay's letter is looked for
   */
  LetterFates(
      ScanPool scans,
      ReplayLog log,
      DeadLetterClients clients,
      String processors,
      Duration lookThroughAtMost) {
    this.scans = scans;
    this.log = log;
    this.clients = clients;
    this.processors = processors;
    this.lookThroughAtMost = lookThroughAtMost;
  }

  /** One for each replay that was asked for this letter, in their order. */
  List<LetterFate> of(Place letter) {
    List<LetterFate> fates = new ArrayList<>();
    replaysOf(letter).forEach(told -> fates.add(fate(told)));
    return fates;
  }

  private List<LetterReplay> replaysOf(Place letter) {
    Map<String, LetterReplay> told = new LinkedHashMap<>();
    return scans.ofReplays(
        scan -> {
          log.read(
              scan,
              new ReplayEntry.Visitor() {
                @Override
                public void letter(LetterReplay entry) {
                  if (entry.letter().equals(letter)) {
                    told.put(entry.replay(), entry);
                  }
                }
              });
          return List.copyOf(told.values());
        });
  }

  private LetterFate fate(LetterReplay told) {
    if (told.raw() == null) {
      return LetterFate.of(told, null, null);
    }
    Admin admin = clients.admin();
    try {
      // The letters' end is asked for after this, so a letter made of it lies before that.
      return isProcessed(admin, told.raw())
          ? processed(told, lettersWritten(admin))
          : LetterFate.of(told, Became.WAITING, null);
    } catch (KafkaException e) {
      LOG.warnf("a replay's fate is not known: cause=%s", e);
      throw OperatorProblem.kafkaUnavailable();
    } finally {
      admin.close(Duration.ZERO); // else it waits for what has not been answered
    }
  }

  /**
   * @param written how far the letters' partitions go, those among them that only wait for their
   *     transaction's marker
   */
  LetterFate processed(LetterReplay told, Map<Integer, Long> written) {
    return scans.ofLetters(
        scan -> {
          written.forEach(scan::awaitEnd);
          Deadline deadline = Deadline.in(lookThroughAtMost);
          Optional<Place> again = madeFrom(scan, told, deadline);
          Became otherwise = deadline.isOver() ? Became.UNKNOWN : Became.ENRICHED;
          return LetterFate.of(
              told, again.isPresent() ? Became.DEAD_LETTER : otherwise, again.orElse(null));
        });
  }

  /** The letter that the replayed event became. */
  private static Optional<Place> madeFrom(TopicScan scan, LetterReplay told, Deadline deadline) {
    LetterFilter since = LetterFilter.between(told.at().minus(OffsetRange.CLOCK_SKEW), null);
    List<Place> found = new ArrayList<>(1);
    for (OffsetRange part : OffsetRange.of(scan, since)) {
      scan.read(
          part.partition(),
          part.from(),
          part.to(),
          record -> {
            Letter letter = new Letter(record);
            letter.raw().filter(told.raw()::equals).ifPresent(raw -> found.add(letter.place()));
            return found.isEmpty() && !deadline.isOver();
          });
    }
    return found.stream().findFirst();
  }

  private boolean isProcessed(Admin admin, Place raw) {
    OffsetAndMetadata committed =
        answer(admin.listConsumerGroupOffsets(processors).partitionsToOffsetAndMetadata())
            .get(new TopicPartition(TopicSpec.RAW, raw.partition()));
    return committed != null && committed.offset() > raw.offset();
  }

  private static Map<Integer, Long> lettersWritten(Admin admin) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    answer(admin.describeTopics(List.of(TopicSpec.DEAD_LETTERS)).allTopicNames())
        .get(TopicSpec.DEAD_LETTERS)
        .partitions()
        .forEach(
            info ->
                ends.put(
                    new TopicPartition(TopicSpec.DEAD_LETTERS, info.partition()),
                    OffsetSpec.latest()));
    Map<Integer, Long> written = new HashMap<>();
    answer(admin.listOffsets(ends).all())
        .forEach((partition, found) -> written.put(partition.partition(), found.offset()));
    return written;
  }

  private static <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
