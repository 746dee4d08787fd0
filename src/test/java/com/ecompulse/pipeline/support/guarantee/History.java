package com.ecompulse.pipeline.support.guarantee;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a test sent and what came out.
 *
 * @param accepted events that the client was told are accepted, in the order it was told
 * @param unanswered events that the client sent and got no answer for: they may have been accepted
 * @param enriched what was read from the enriched topic, in the order of each partition
 * @param deadLetters what was read from the dead-letter topic
 */
public record History(
    List<SentEvent> accepted,
    List<SentEvent> unanswered,
    List<ReadRecord> enriched,
    List<ReadRecord> deadLetters) {

  /** All that came out. */
  Stream<ReadRecord> outcomes() {
    return Stream.concat(enriched.stream(), deadLetters.stream());
  }
}
