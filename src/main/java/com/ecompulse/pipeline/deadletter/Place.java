package com.ecompulse.pipeline.deadletter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in its topic; written {@code partition-offset}. */
record Place(int partition, long offset) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  static Place of(ConsumerRecord<?, ?> record) {
    return new Place(record.partition(), record.offset());
  }

  /** Of the place that {@link #toString} wrote; empty for any other text. */
  static Optional<Place> of(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
