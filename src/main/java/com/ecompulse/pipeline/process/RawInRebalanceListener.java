package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Connects the transactional producer as soon as partitions are assigned. Its first connection ends
 * the transaction that a killed predecessor of the same transactional id left open; until then the
 * broker holds back the committed offsets, and no batch would ever come to connect it.
 */
@ApplicationScoped
@Identifier(Channels.RAW_IN)
class RawInRebalanceListener implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(RawInRebalanceListener.class);

  private final KafkaClientService clients;
  private final PartitionWindows windows;
  private final UncommittedBatch uncommitted;
  private final ExpiredEvents expired;
  private final ProcessorHealth health;
  private final ProcessEnd processEnd;

  RawInRebalanceListener(
      KafkaClientService clients,
      PartitionWindows windows,
      UncommittedBatch uncommitted,
      ExpiredEvents expired,
      ProcessorHealth health,
      ProcessEnd processEnd) {
    this.clients = clients;
    this.windows = windows;
    this.uncommitted = uncommitted;
    this.expired = expired;
    this.health = health;
    this.processEnd = processEnd;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    health.assigned(consumer.assignment().size());
    LOG.infof("partitions assigned: count=%d", partitions.size());
    // Of those that stay, nobody else has committed a record meanwhile.
    windows.forget(partitions);
    windows.keepOnly(consumer.assignment());
    expired.assigned(partitions);
    BatchTransaction.connect(clients.getProducer(Channels.ENRICHED_OUT))
        .subscribe()
        .with(connected -> {}, this::notConnected);
  }

  /** Where the brokers refuse it, each assignment would make one producer more. */
  private void notConnected(Throwable failure) {
    if (failure instanceof UnusableClientException) {
      processEnd.exit(failure);
    } else {
      LOG.warnf("producer not connected, tried again: cause=%s", failure);
    }
  }

  /** Those that are lost, too: the channel does not tell them apart. */
  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    LOG.infof("partitions revoked: count=%d", partitions.size());
    // Those that go are assigned still, and the next assignment may be long in coming.
    Set<TopicPartition> left = new HashSet<>(consumer.assignment());
    left.removeAll(partitions);
    health.assigned(left.size());
    windows.revoked(partitions);
    uncommitted.revoked(partitions);
  }
}
