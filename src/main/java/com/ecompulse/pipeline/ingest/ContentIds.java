package com.ecompulse.pipeline.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * The ids of a request's events that have none of their own ({@link ContentId}). No resend puts an
 * event into a request twice: of those that are equal each has its own id, by how many came before
 * it. So a request that is sent again has the same ids again.
 */
final class ContentIds {
  private Map<String, Integer> given; // most requests' events have ids of their own

  /**
   * @param json well-formed
   */
  String of(String json) {
    if (given == null) {
      given = new HashMap<>();
    }
    String id = ContentId.of(json);
    int before = given.merge(id, 1, Integer::sum) - 1;
    return before == 0 ? id : ContentId.ofAnother(id, before);
  }
}
