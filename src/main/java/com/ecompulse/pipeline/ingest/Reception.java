package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.ecompulse.pipeline.raw.RawHeaders;
import com.ecompulse.pipeline.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** What every endpoint does with the events of a request, whatever they came in. */
@Singleton
class Reception {
  private final boolean ingesting;
  private final WriteKeys writeKeys;
  private final ClientAddress clientAddress;
  private final RawEventPublisher publisher;
  private final Traces traces;

  Reception(
      PipelineConfig config,
      WriteKeys writeKeys,
      ClientAddress clientAddress,
      RawEventPublisher publisher,
      Traces traces) {
    this.ingesting = config.ingest().enabled();
    this.writeKeys = writeKeys;
    this.clientAddress = clientAddress;
    this.publisher = publisher;
    this.traces = traces;
  }

  /**
   * @throws IngestProblem where this process takes no events
   */
  void requireIngesting() {
    if (!ingesting) {
      throw new IngestProblem(Kind.NOT_INGESTING, "ask a process with pipeline.ingest.enabled");
    }
  }

  /**
   * Lets the request in and writes its events.
   *
   * @param endpoint its name in the metrics
   * @return what became of each event, in their order
   * @throws IngestProblem where the request may not come in
   */
  Uni<List<Delivery>> take(
      Batch batch, HttpServerRequest request, long receivedAtMillis, String endpoint) {
    String keyId = writeKeys.admit(request, batch.writeKey(), batch.events().size());
    Receipt receipt =
        new Receipt(
            receivedAtMillis,
            clientAddress.of(request),
            request.getHeader(HttpHeaders.USER_AGENT),
            traces.ofRequest(request.getHeader(RawHeaders.TRACEPARENT)),
            keyId);
    return publisher.publish(batch.events(), receipt, endpoint);
  }
}
