package com.ecompulse.pipeline.support.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one user and one type stand in the enriched topic in the order in which they were
 * accepted. Across types there is no order: they lie in different partitions.
 *
 * <pre>
 * accepted a1 a2 b1 a3 (user a, user b):   a1 b1 a2 a3   kept
 *                                          a1 a3 b1      kept here (a2 died or is lost: another's promise)
 *                                          a1 a3 b1 a2   broken: a2 stands after a3
 * </pre>
 *
 * A test that sends one user's next event only after the last was answered knows the order; events
 * whose acceptance is unknown are left out, since nobody was told where they stand. A second record
 * of an event is {@link OneOutcomePerEvent}'s offence and is counted here only where it disturbs
 * the order.
 */
public final class OrderPerUserAndType implements Guarantee {

  private record Key(String userId, String eventType) {}

  private record Last(int position, ReadRecord record) {}

  @Override
  public String sentence() {
    return "A user's events of one type come out enriched in the order they were accepted in.";
  }

  @Override
  public List<String> offences(History history) {
    Map<String, Integer> positions = new HashMap<>();
    for (SentEvent event : history.accepted()) {
      positions.put(event.eventId(), positions.size());
    }
    Map<Key, Last> lasts = new HashMap<>();
    List<String> offences = new ArrayList<>();
    for (ReadRecord record : history.enriched()) {
      Integer position = positions.get(record.eventId());
      if (position != null) {
        Last now = new Last(position, record);
        Last last = lasts.put(new Key(record.userId(), record.eventType()), now);
        if (last != null && last.position() > position) {
          offences.add(offence(record, last.record()));
        }
      }
    }
    return offences;
  }

  private static String offence(ReadRecord record, ReadRecord before) {
    return "out of order: user_id=%s event_type=%s event_id=%s at %s stands after event_id=%s at %s"
        .formatted(
            record.userId(),
            record.eventType(),
            record.eventId(),
            record.coordinates(),
            before.eventId(),
            before.coordinates());
  }
}
