package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.telemetry.PipelineMetrics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers what is refused before it gets to a resource, as {@link Problems} does behind that. */
@Singleton
class RefusalWriter {
  private final PipelineMetrics metrics;
  private final ObjectMapper json;

  RefusalWriter(PipelineMetrics metrics, ObjectMapper json) {
    this.metrics = metrics;
    this.json = json;
  }

  /**
   * What the client goes on sending is read and thrown away, so that it lives to see the answer.
   */
  void refuse(RoutingContext context, IngestProblem problem) {
    context.request().handler(thrownAway -> {}).resume();
    answer(context, problem);
  }

  /** The same for a client that would send too much in vain: it is cut off. */
  void refuseAndClose(RoutingContext context, IngestProblem problem) {
    CutOff.onceSeen(context);
    answer(context, problem);
  }

  private void answer(RoutingContext context, IngestProblem problem) {
    Refusal refusal = Refusal.counted(problem, context.request().path(), metrics);
    HttpServerResponse response = context.response().setStatusCode(refusal.status());
    refusal.headers().forEach(response::putHeader);
    response.putHeader(HttpHeaders.CONTENT_TYPE, refusal.mediaType()).end(text(refusal.body()));
  }

  private Buffer text(Object body) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a refusal is always JSON", e);
    }
  }
}
