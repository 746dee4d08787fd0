package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.event.Enrichments;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Outcome;
import com.ecompulse.pipeline.raw.RawHeaders;
import org.apache.kafka.common.header.Headers;

/** The application's own core, as the contenders call it. */
public final class Enricher {
  private final EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Enrichments.all());

  public Outcome enrich(byte[] value, Headers headers, long timestampMillis, long nowMillis) {
    return pipeline.process(
        value,
        new EventContext(
            RawHeaders.number(headers, RawHeaders.RECEIVED_AT, timestampMillis),
            nowMillis,
            RawHeaders.text(headers, RawHeaders.CLIENT_IP),
            RawHeaders.text(headers, RawHeaders.USER_AGENT)));
  }
}
