package com.ecompulse.pipeline.fault;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.ProxiedCluster;
import com.ecompulse.pipeline.support.TcpProxy;
import java.util.List;

/** A {@link FaultScene} with a network before each broker that can be broken. */
abstract class ProxiedFaultScene extends FaultScene {
  private ProxiedCluster proxied;

  @Override
  KafkaCluster startCluster() {
    proxied = ProxiedCluster.start(3);
    return proxied.cluster();
  }

  @Override
  void stopCluster() {
    proxied.close();
  }

  @Override
  String bootstrapServers() {
    return proxied.bootstrapServers();
  }

  List<TcpProxy> proxies() {
    return proxied.proxies();
  }
}
