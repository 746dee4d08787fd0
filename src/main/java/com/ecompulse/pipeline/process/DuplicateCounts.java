package com.ecompulse.pipeline.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The committed duplicates by who sent them, since the process started. A client may call itself
 * what it likes, so only the first {@value #MOST} are told apart.
 */
@Singleton
class DuplicateCounts {
  private static final int MOST = 100;
  private static final Sender REST = new Sender(Sender.OTHER, Sender.OTHER);

  /** What is told; the names are the answer's. */
  record Report(String since, long total, List<Row> duplicates) {}

  /** One sender's. */
  record Row(@JsonProperty("write_key_id") String writeKeyId, String client, long count) {}

  private final Map<Sender, Long> counts = new HashMap<>();
  private final Instant since;

  DuplicateCounts(Clock clock) {
    since = clock.instant();
  }

  synchronized void add(Sender sender) {
    counts.merge(counts.containsKey(sender) || counts.size() < MOST ? sender : REST, 1L, Long::sum);
  }

  /** Who sends the most comes first. */
  synchronized Report report() {
    List<Row> rows =
        counts.entrySet().stream()
            .map(count -> row(count.getKey(), count.getValue()))
            .sorted(
                Comparator.comparingLong(Row::count)
                    .reversed()
                    .thenComparing(Row::writeKeyId)
                    .thenComparing(Row::client))
            .toList();
    return new Report(since.toString(), rows.stream().mapToLong(Row::count).sum(), rows);
  }

  private static Row row(Sender sender, long count) {
    return new Row(sender.writeKeyId(), sender.client(), count);
  }
}
