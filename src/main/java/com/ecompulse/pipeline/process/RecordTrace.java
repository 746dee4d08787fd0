package com.ecompulse.pipeline.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The part of a trace that one raw record is.
 *
 * @param span of the work on it; the invalid one where it is not sampled
 * @param traceParent what its enriched event carries on, or null
 */
record RecordTrace(Span span, String traceParent) implements AutoCloseable {
  private static final RecordTrace NONE = new RecordTrace(Span.getInvalid(), null);

  /** Begins the span; {@link #close()} ends it. */
  static RecordTrace of(ConsumerRecord<byte[], byte[]> raw, Traces traces) {
    if (!traces.areOn()) {
      return NONE;
    }
    String received = RawHeaders.text(raw.headers(), RawHeaders.TRACEPARENT);
    Span span = traces.processing(received, raw.topic(), raw.partition(), raw.offset());
    return new RecordTrace(
        span,
        span.getSpanContext().isValid() ? Traces.traceParent(span.getSpanContext()) : received);
  }

  void propagateTo(ProducerRecord<byte[], byte[]> enriched) {
    if (traceParent != null) {
      enriched.headers().add(RawHeaders.TRACEPARENT, traceParent.getBytes(US_ASCII));
    }
  }

  /** The event is a dead letter. */
  void failed(String failure) {
    span.setAttribute("error.type", failure);
  }

  /** The event had come before. */
  void duplicate() {
    span.setAttribute("ecompulse.duplicate", true);
  }

  @Override
  public void close() {
    span.end();
  }
}
