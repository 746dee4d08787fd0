package com.ecompulse.pipeline.support;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TransactionListing;

/**
 * What the brokers and the processes say of themselves at the moment a test has failed: printed,
 * since nobody sees it a second later.
 */
public final class Diagnosis {
  private static final String GROUP = "ecompulse-processors";
  private static final int ANSWER_MILLIS = 10_000;

  private Diagnosis() {}

  /** The consumer group, its committed offsets, and the transactions that are open. */
  public static void print(KafkaClients kafka) {
    try (Admin admin = kafka.admin()) {
      tell("group", () -> KafkaClients.get(admin.describeConsumerGroups(List.of(GROUP)).all()));
      tell("committed", () -> committed(admin, false));
      tell("committed, none of them pending", () -> committed(admin, true));
      tell("transactions", () -> transactions(admin));
    }
  }

  /** Health and meters; a thread dump goes to the process's own output, which is named. */
  public static void print(PackagedApplication application) {
    if (!application.isAlive()) {
      return;
    }
    tell("threads", application::dumpThreads);
    Metrics metrics = new Metrics(application.management());
    tell("meters of " + application.output(), () -> String.join("\n", metrics.lines()));
  }

  private static Object committed(Admin admin, boolean stable) {
    ListConsumerGroupOffsetsOptions options =
        new ListConsumerGroupOffsetsOptions().requireStable(stable).timeoutMs(ANSWER_MILLIS);
    return KafkaClients.get(
        admin.listConsumerGroupOffsets(GROUP, options).partitionsToOffsetAndMetadata());
  }

  private static Object transactions(Admin admin) {
    List<String> ids =
        KafkaClients.get(admin.listTransactions().all()).stream()
            .map(TransactionListing::transactionalId)
            .toList();
    return KafkaClients.get(admin.describeTransactions(ids).all());
  }

  private static void tell(String what, Callable<?> answer) {
    try {
      System.out.printf("diagnosis: %s: %s%n", what, answer.call());
    } catch (Exception e) {
      System.out.printf("diagnosis: %s: none, %s%n", what, e);
    }
  }
}
