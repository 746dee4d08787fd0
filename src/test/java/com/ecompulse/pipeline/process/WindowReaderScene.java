package com.ecompulse.pipeline.process;

import static com.ecompulse.pipeline.process.RawLog.partition;

import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Events;
import com.ecompulse.pipeline.event.window.EventWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition of the raw topic, and what a window knows that was read from it. */
abstract class WindowReaderScene {
  static final EventPipeline PIPELINE = new EventPipeline(EventLimits.DEFAULTS, Events.coreSteps());
  static final Duration SPAN = Duration.ofMinutes(1);
  static final int MOST = 1000;

  /** When the first record that is not to be read was written. */
  static final long NOW = Events.RECEIVED.toEpochMilli();

  static final long BEGIN = NOW - SPAN.toMillis();

  final RawLog log = new RawLog();
  boolean abandoned;
  long records;

  EventWindow before(ConsumerRecord<byte[], byte[]> first) {
    return before(MOST, List.of(first)).get(partition(0));
  }

  Map<TopicPartition, EventWindow> before(int most, List<ConsumerRecord<byte[], byte[]>> firsts) {
    try (WindowReader reader =
        new WindowReader(log, PIPELINE, SPAN, () -> abandoned, log::nanoTime)) {
      Map<TopicPartition, EventWindow> windows =
          reader.before(
              firsts.stream()
                  .collect(Collectors.toMap(first -> partition(first.partition()), f -> f)),
              () -> new EventWindow(SPAN, most));
      records = reader.records();
      return windows;
    }
  }

  /** Those of the ids that the window takes for duplicates. */
  static List<String> known(EventWindow window, String... ids) {
    return Stream.of(ids).filter(id -> isKnown(window, id)).toList();
  }

  static boolean isKnown(EventWindow window, String id) {
    byte[] event = Events.bytes(Events.MINIMAL.replace("\"e\"", '"' + id + '"'));
    try {
      return PIPELINE
          .process(event, Events.CONTEXT, window.at(NOW, false))
          .fold(enriched -> false, failure -> false, () -> true);
    } finally {
      window.abort();
    }
  }
}
