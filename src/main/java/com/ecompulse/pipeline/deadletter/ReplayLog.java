package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.topics.TopicSpec;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** The replays' topic: its records, and reading them. */
@Singleton
class ReplayLog {
  private static final Logger LOG = Logger.getLogger(ReplayLog.class);

  /** One, so that its order is that of all replays. */
  private static final int PARTITION = 0;

  private static final Map<String, Class<? extends ReplayEntry>> KINDS =
      Map.of(
          Replay.PREFIX, Replay.class,
          ReplayProgress.PREFIX, ReplayProgress.class,
          LetterReplay.PREFIX, LetterReplay.class);

  private final ObjectMapper json;

  ReplayLog(ObjectMapper json) {
    this.json = json;
  }

  ProducerRecord<byte[], byte[]> record(ReplayEntry entry) {
    try {
      return new ProducerRecord<>(
          TopicSpec.REPLAYS, PARTITION, entry.key().getBytes(UTF_8), json.writeValueAsBytes(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry is always JSON", e);
    }
  }

  /** Reads what is committed until now, oldest first; what others wrote there is passed over. */
  void read(TopicScan scan, ReplayEntry.Visitor visitor) {
    long from = scan.beginnings().get(PARTITION);
    scan.read(
        PARTITION,
        from,
        end(scan),
        record -> {
          entry(record).ifPresent(entry -> entry.accept(visitor));
          return true;
        });
  }

  /** Where the topic ends now; it moves with every transaction that ends. */
  long end(TopicScan scan) {
    return scan.ends().get(PARTITION);
  }

  /** Waits until every reader sees the entry that was committed at that offset. */
  void awaitEntry(TopicScan scan, long offset) {
    scan.awaitEnd(PARTITION, offset + 1);
  }

  private Optional<ReplayEntry> entry(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return Optional.empty();
    }
    String key = new String(record.key(), UTF_8);
    Class<? extends ReplayEntry> kind = KINDS.get(key.substring(0, key.indexOf('/') + 1));
    if (kind == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(record.value(), kind));
    } catch (IOException e) {
      LOG.warnf("entry of the replays' topic not readable: offset=%d", record.offset());
      return Optional.empty();
    }
  }
}
