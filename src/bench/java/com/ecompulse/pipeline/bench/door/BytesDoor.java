package com.ecompulse.pipeline.bench.door;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.support.QuietLogs;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The ceiling: the body's bytes are one record, whatever they are, and its acknowledgement 202. */
public final class BytesDoor {
  private BytesDoor() {}

  /** Arguments: bootstrap servers, port. */
  public static void main(String[] args) {
    QuietLogs.ofAll();
    Map<String, Object> settings = new HashMap<>(ClientSettings.rawOut());
    settings.put("bootstrap.servers", args[0]);
    settings.put("max.block.ms", "10000");
    // A hundred events are one record here.
    settings.put("max.request.size", "4194304");
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings);
    producer.partitionsFor(Topics.RAW);
    int port = Integer.parseInt(args[1]);
    Vertx.vertx()
        .deployVerticle(
            () -> new Door(producer, port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()));
  }

  private static final class Door extends AbstractVerticle {
    private final Producer<byte[], byte[]> producer;
    private final int port;

    Door(Producer<byte[], byte[]> producer, int port) {
      this.producer = producer;
      this.port = port;
    }

    @Override
    public void start() {
      vertx.createHttpServer().requestHandler(this::take).listen(port);
    }

    private void take(HttpServerRequest request) {
      request
          .body()
          .onSuccess(
              body ->
                  producer.send(
                      new ProducerRecord<>(Topics.RAW, body.getBytes()),
                      (metadata, failure) ->
                          context.runOnContext(
                              acknowledged ->
                                  request
                                      .response()
                                      .setStatusCode(failure == null ? 202 : 503)
                                      .end())));
    }
  }
}
