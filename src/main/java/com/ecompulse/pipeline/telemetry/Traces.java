package com.ecompulse.pipeline.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * An event's trace, from the request through the raw record's {@code traceparent} to the enriched
 * record's. Off unless {@code quarkus.otel.sdk.disabled} is false; then it costs a record nothing
 * but being asked. On, only events whose trace is sampled get a span.
 *
 * <p>The channels trace nothing themselves ({@code tracing-enabled=false}): that would be a span
 * for each record, sampled or not.
 */
@Singleton
public class Traces {
  private static final Pattern WELL_FORMED =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;

  private final Tracer tracer;
  private final boolean on;

  Traces(
      OpenTelemetry openTelemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
    this.tracer = openTelemetry.getTracer("com.ecompulse.pipeline");
    this.on = !disabled;
  }

  /** Whether there are traces at all. */
  public boolean areOn() {
    return on;
  }

  /**
   * Where the current request belongs in a trace.
   *
   * @param received the request's header {@code traceparent}, or null
   * @return the header to go on with: the request's own span's, else what was received if it is
   *     well-formed, else null: whatever a client sends goes no further
   */
  public String ofRequest(String received) {
    SpanContext span = on ? Span.current().getSpanContext() : SpanContext.getInvalid();
    if (span.isValid()) {
      return traceParent(span);
    }
    return received != null && WELL_FORMED.matcher(received).matches() ? received : null;
  }

  /**
   * Begins the span of the work on one raw record, and is to be ended by {@link Span#end()}.
   *
   * @param traceParent the record's header, or null
   * @return the invalid span where the record's trace is not sampled
   */
  public Span processing(String traceParent, String topic, int partition, long offset) {
    SpanContext parent = parent(traceParent);
    if (!parent.isSampled()) {
      return Span.getInvalid();
    }
    return tracer
        .spanBuilder("process " + topic)
        .setParent(Context.root().with(Span.wrap(parent)))
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.destination.name", topic)
        .setAttribute("messaging.destination.partition.id", Integer.toString(partition))
        .setAttribute("messaging.kafka.offset", offset)
        .startSpan();
  }

  /** The header {@code traceparent} of what belongs to this span. */
  public static String traceParent(SpanContext span) {
    return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + span.getTraceFlags().asHex();
  }

  private static SpanContext parent(String traceParent) {
    return traceParent == null || !WELL_FORMED.matcher(traceParent).matches()
        ? SpanContext.getInvalid()
        : SpanContext.createFromRemoteParent(
            traceParent.substring(TRACE_ID, TRACE_ID + 32),
            traceParent.substring(SPAN_ID, SPAN_ID + 16),
            TraceFlags.fromHex(traceParent, FLAGS),
            TraceState.getDefault());
  }
}
