package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The two managed clients of a transaction: they write what is asked of them into one ordered log,
 * and fail where the script says so.
 */
final class ScriptedClients {
  private final List<String> effects = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Throwable>> failures = new HashMap<>();
  private int generation;

  ScriptedClients(int generation) {
    this.generation = generation;
  }

  /** The next calls of this step fail so, one after the other; later ones succeed. */
  void fail(String step, Throwable... inTurn) {
    failures.put(step, new ArrayDeque<>(Arrays.asList(inTurn)));
  }

  /** The group moves on to its next generation. */
  void rebalance() {
    generation++;
  }

  void did(String effect) {
    effects.add(effect);
  }

  List<String> effects() {
    return effects;
  }

  @SuppressWarnings("unchecked")
  KafkaConsumer<byte[], byte[]> consumer() {
    return proxy(
        KafkaConsumer.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "consumerGroupMetadata" -> Uni.createFrom().item(group());
              case "resetToLastCommittedPositions" -> step("rewind", "");
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  @SuppressWarnings("unchecked")
  KafkaProducer<byte[], byte[]> producer() {
    return proxy(
        KafkaProducer.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "runOnSendingThread" -> step("connect", "");
              case "beginTransaction" -> step("begin", "");
              case "sendOffsetsToTransaction" -> step("sendOffsets", " " + offsets(arguments[0]));
              case "commitTransaction" -> step("commit", "");
              case "abortTransaction" -> step("abort", "");
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private Uni<Void> step(String step, String detail) {
    return Uni.createFrom()
        .deferred(
            () -> {
              effects.add(step + detail);
              Throwable failure = failures.getOrDefault(step, new ArrayDeque<>()).poll();
              return failure == null
                  ? Uni.createFrom().voidItem()
                  : Uni.createFrom().failure(failure);
            });
  }

  private ConsumerGroupMetadata group() {
    return new ConsumerGroupMetadata("group", generation, "member", java.util.Optional.empty());
  }

  @SuppressWarnings("unchecked")
  private static Map<TopicPartition, Long> offsets(Object argument) {
    return ((Map<TopicPartition, OffsetAndMetadata>) argument)
        .entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
