package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.deadletter.Operators;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * {@code GET /duplicates} on the management port, for operators: who sends events again. It tells
 * of this process alone, as the port does.
 */
@Singleton
class DuplicatesRoute {
  private final DuplicateCounts counts;
  private final Operators operators;
  private final ObjectMapper json;
  private final boolean processing;

  DuplicatesRoute(
      DuplicateCounts counts, Operators operators, ObjectMapper json, PipelineConfig config) {
    this.counts = counts;
    this.operators = operators;
    this.json = json;
    this.processing = config.processor().enabled();
  }

  void install(@Observes ManagementInterface management) {
    if (processing) {
      management.router().get("/duplicates").handler(this::answer);
    }
  }

  private void answer(RoutingContext request) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      operators.admit(request.request().getHeader(HttpHeaders.AUTHORIZATION));
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body(counts.report()));
    } catch (WebApplicationException refused) {
      refuse(response, refused.getResponse());
    }
  }

  private void refuse(HttpServerResponse response, Response problem) {
    problem
        .getStringHeaders()
        .forEach((name, values) -> response.putHeader(name, String.join(", ", values)));
    response.setStatusCode(problem.getStatus()).end(body(problem.getEntity()));
  }

  private String body(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // records of texts and numbers
    }
  }
}
