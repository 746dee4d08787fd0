package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * One real broker whose clients come through a {@link TcpProxy}, however they find it; the test's
 * own clients come straight.
 */
public final class ProxiedBroker implements AutoCloseable {
  private final KafkaCluster cluster;
  private final TcpProxy proxy;

  private ProxiedBroker(KafkaCluster cluster, TcpProxy proxy) {
    this.cluster = cluster;
    this.proxy = proxy;
  }

  /** With the pipeline's topics, as production has them before the pipeline starts. */
  public static ProxiedBroker startWithTopics() {
    ProxiedBroker broker = start();
    broker.createTopics();
    return broker;
  }

  /** Without any topic. */
  public static ProxiedBroker start() {
    int behind = freePort();
    TcpProxy proxy = TcpProxy.to(behind);
    KafkaCluster cluster =
        KafkaCluster.start(
            1,
            Map.of(
                "listener.security.protocol.map",
                "EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT",
                "listeners",
                "EXTERNAL://localhost:0,CONTROLLER://localhost:0,PROXIED://localhost:%d"
                    .formatted(behind),
                "advertised.listeners",
                // The kit chooses where the test itself comes in.
                "EXTERNAL://localhost:0,PROXIED://localhost:%d".formatted(proxy.port())));
    return new ProxiedBroker(cluster, proxy);
  }

  /** Creates the pipeline's topics. */
  public void createTopics() {
    cluster.createTopics(PipelineTopics.unreplicated());
  }

  /** The broker, on the straight way. */
  public KafkaCluster cluster() {
    return cluster;
  }

  /** What lies between it and its clients. */
  public TcpProxy proxy() {
    return proxy;
  }

  /** The address behind the proxy. */
  public String bootstrapServers() {
    return "localhost:" + proxy.port();
  }

  @Override
  public void close() {
    proxy.close();
    cluster.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
