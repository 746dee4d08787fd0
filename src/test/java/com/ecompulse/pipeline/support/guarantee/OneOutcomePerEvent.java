package com.ecompulse.pipeline.support.guarantee;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An accepted event has exactly one record, enriched or dead; one whose acceptance is unknown has
 * one or none; and nothing comes out that was never sent.
 *
 * <pre>
 * accepted a b, unanswered c:   enriched a, dead b       kept (c was not accepted)
 *                               enriched a c, dead b     kept (c was accepted)
 *                               enriched a               broken: b is lost
 *                               enriched a b, dead b     broken: b is there twice
 *                               enriched a b x           broken: nobody sent x
 * </pre>
 *
 * The events' ids are distinct, an event that is sent again has the one it had; records without a
 * readable id are {@link Conservation}'s to count.
 */
public final class OneOutcomePerEvent implements Guarantee {

  @Override
  public String sentence() {
    return "Every accepted event comes out exactly once, enriched or as a dead letter.";
  }

  @Override
  public List<String> offences(History history) {
    Map<String, List<ReadRecord>> outcomes =
        history
            .outcomes()
            .filter(record -> record.eventId() != null)
            .collect(groupingBy(ReadRecord::eventId, LinkedHashMap::new, toList()));
    Set<String> sent = sentIds(history);
    List<String> offences = new ArrayList<>();
    history.accepted().stream()
        .filter(event -> !outcomes.containsKey(event.eventId()))
        .forEach(event -> offences.add("lost: %s".formatted(event)));
    outcomes.forEach((id, records) -> addOffences(id, records, sent, offences));
    return offences;
  }

  private static void addOffences(
      String eventId, List<ReadRecord> records, Set<String> sent, List<String> offences) {
    if (records.size() > 1) {
      offences.add("%d times: event_id=%s at %s".formatted(records.size(), eventId, at(records)));
    }
    if (!sent.contains(eventId)) {
      offences.add("orphan, never sent: event_id=%s at %s".formatted(eventId, at(records)));
    }
  }

  private static Set<String> sentIds(History history) {
    return Stream.concat(history.accepted().stream(), history.unanswered().stream())
        .map(SentEvent::eventId)
        .collect(toSet());
  }

  private static String at(List<ReadRecord> records) {
    return records.stream().map(ReadRecord::coordinates).collect(joining(", "));
  }
}
