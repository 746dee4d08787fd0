package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * One real broker that lets nobody do what no ACL allows. Whoever comes over TLS shows a
 * certificate of the authority, and is who it names; the test itself comes without, and may do
 * everything.
 */
public final class SecuredKafka implements AutoCloseable {
  private static final String BROKER = "broker";

  private final Path directory;
  private final Certificates certificates;
  private final int tlsPort = Ports.free();
  private final int plainPort = Ports.free();
  private final KafkaRaftServer server;

  private SecuredKafka() {
    try {
      directory = Files.createTempDirectory("ecompulse-secured-");
      certificates = new Certificates(directory);
      certificates.sign(BROKER);
      Path data = Files.createDirectory(directory.resolve("data"));
      BrokerStorage.format(data);
      server = new KafkaRaftServer(new KafkaConfig(settings(data), false), Time.SYSTEM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SecuredKafka start() {
    QuietLogs.ofKafka();
    SecuredKafka kafka = new SecuredKafka();
    kafka.server.startup();
    return kafka;
  }

  /** Where those come that show a certificate. */
  public String tlsBootstrapServers() {
    return "localhost:" + tlsPort;
  }

  /** Clients that may do everything. */
  public KafkaClients clients() {
    return new KafkaClients("localhost:" + plainPort);
  }

  /** Who signs the certificates. */
  public Certificates certificates() {
    return certificates;
  }

  /** From now on that is allowed, and nothing else. */
  public void allowOnly(Collection<AclBinding> rights) {
    try (Admin admin = clients().admin()) {
      KafkaClients.get(admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
      KafkaClients.get(admin.createAcls(rights).all());
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings(Path data) {
    int controllerPort = Ports.free();
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", "1");
    settings.put("process.roles", "broker,controller");
    settings.put(
        "listeners",
        "TLS://localhost:%d,PLAIN://localhost:%d,CONTROLLER://localhost:%d"
            .formatted(tlsPort, plainPort, controllerPort));
    settings.put("listener.security.protocol.map", "TLS:SSL,PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAIN");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "3");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("ssl.client.auth", "required");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", certificates.store(BROKER).toString());
    settings.put("ssl.keystore.password", Certificates.PASSWORD);
    settings.put("ssl.key.password", Certificates.PASSWORD);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificates.authority().toString());
    return settings;
  }
}
