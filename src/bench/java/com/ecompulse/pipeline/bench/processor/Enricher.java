package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.EventLimits;
import com.ecompulse.pipeline.event.EventPipeline;
import com.ecompulse.pipeline.event.Outcome;
import com.ecompulse.pipeline.raw.RawHeaders;
import org.apache.kafka.common.header.Headers;

/**
 * The application's own core with the steps that it takes by default, as the contenders call it.
 */
public final class Enricher {
  private final EventPipeline pipeline = new EventPipeline(EventLimits.DEFAULTS, Steps.with());

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
