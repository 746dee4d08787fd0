package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.raw.RawLimits;
import java.util.List;

/**
 * What a request brings.
 *
 * @param events in their order; each fits into a record, also where it was written anew
 * @param writeKey the key that the body itself names, or null
 */
record Batch(List<KeyedEvent> events, String writeKey) {

  /**
   * @throws IngestProblem where an event is too large
   */
  Batch {
    for (KeyedEvent event : events) {
      if (event.value().length > RawLimits.MAX_VALUE_BYTES) {
        throw new IngestProblem(Kind.EVENT_TOO_LARGE, RawLimits.TOO_LARGE);
      }
    }
  }
}
