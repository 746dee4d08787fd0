package com.ecompulse.pipeline.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Real brokers whose clients come through a {@link TcpProxy} each, however they find them; the
 * brokers among themselves and the test's own clients come straight.
 */
public final class ProxiedCluster implements AutoCloseable {
  private final KafkaCluster cluster;
  private final List<TcpProxy> proxies;

  private ProxiedCluster(KafkaCluster cluster, List<TcpProxy> proxies) {
    this.cluster = cluster;
    this.proxies = proxies;
  }

  /** Starts that many brokers, more than one, and a proxy before each. */
  public static ProxiedCluster start(int brokers) {
    List<Integer> ports = Stream.generate(Ports::free).limit(brokers).toList();
    List<TcpProxy> proxies = ports.stream().map(TcpProxy::to).toList();
    Map<Integer, Map<String, String>> ofEach = new HashMap<>();
    for (int id = 0; id < brokers; id++) {
      ofEach.put(id, listeners(ports.get(id), proxies.get(id).port()));
    }
    return new ProxiedCluster(KafkaCluster.start(brokers, Map.of(), ofEach), proxies);
  }

  /** The brokers, on the straight way. */
  public KafkaCluster cluster() {
    return cluster;
  }

  /** What lies between each broker and its clients. */
  public List<TcpProxy> proxies() {
    return proxies;
  }

  /** The addresses behind the proxies. */
  public String bootstrapServers() {
    return proxies.stream()
        .map(proxy -> "localhost:" + proxy.port())
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    proxies.forEach(TcpProxy::close);
    cluster.close();
  }

  /** The kit chooses the port where the test itself comes in. */
  private static Map<String, String> listeners(int port, int proxyPort) {
    return Map.of(
        "listener.security.protocol.map",
        "EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT",
        "listeners",
        "EXTERNAL://localhost:0,PROXIED://localhost:%d".formatted(port),
        "advertised.listeners",
        "EXTERNAL://localhost:0,PROXIED://localhost:%d".formatted(proxyPort));
  }
}
