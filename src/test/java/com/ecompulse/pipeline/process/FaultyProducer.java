package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.process.TransactionFaults.Fault;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** A transactional producer whose calls fail as {@link TransactionFaults} says, else do it. */
final class FaultyProducer {
  /** Refused by the brokers, and not the event's fault. */
  private static final String NO_TOPIC = "no topic has such a name";

  private final KafkaProducer<?, ?> managed;

  /** As in Kafka's producer: who asks again after a timeout gets the first request's answer. */
  private Uni<?> late;

  private FaultyProducer(KafkaProducer<?, ?> managed) {
    this.managed = managed;
  }

  static KafkaProducer<?, ?> around(KafkaProducer<?, ?> managed) {
    return proxy(KafkaProducer.class, new FaultyProducer(managed)::invoke);
  }

  private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "unwrap" -> sending(managed.unwrap());
      case "sendOffsetsToTransaction" ->
          lost(Fault.OFFSETS, unanswered(Fault.OFFSETS_ANSWER, request(method, arguments)));
      case "commitTransaction" ->
          lost(Fault.COMMIT, againAnswered(Fault.COMMIT_ANSWER, request(method, arguments)));
      case "abortTransaction" -> againAnswered(Fault.ABORT_ANSWER, request(method, arguments));
      default -> call(managed, method, arguments);
    };
  }

  private Uni<?> request(Method method, Object[] arguments) throws Throwable {
    return (Uni<?>) call(managed, method, arguments);
  }

  private static Uni<?> lost(Fault fault, Uni<?> request) {
    return deferred(
        () ->
            TransactionFaults.strikes(fault)
                ? Uni.createFrom().failure(new KafkaException("injected: " + fault))
                : request);
  }

  private static Uni<?> unanswered(Fault fault, Uni<?> request) {
    return deferred(
        () -> TransactionFaults.strikes(fault) ? request.chain(() -> timeout(fault)) : request);
  }

  private Uni<?> againAnswered(Fault fault, Uni<?> request) {
    return deferred(
        () -> {
          if (late != null) {
            Uni<?> answer = late;
            late = null;
            return answer;
          }
          if (!TransactionFaults.strikes(fault)) {
            return request;
          }
          late = request.memoize().indefinitely();
          return late.onItemOrFailure().transformToUni((item, failure) -> timeout(fault));
        });
  }

  private static Uni<?> timeout(Fault fault) {
    return Uni.createFrom().failure(new TimeoutException("injected: " + fault));
  }

  private static Uni<?> deferred(Supplier<Uni<?>> request) {
    return Uni.createFrom().voidItem().onItem().transformToUni(nothing -> request.get());
  }

  private static Producer<?, ?> sending(Producer<?, ?> producer) {
    return proxy(
        Producer.class,
        (proxy, method, arguments) -> {
          if ("send".equals(method.getName())) {
            arguments[0] = faulty((ProducerRecord<?, ?>) arguments[0]);
          }
          return call(producer, method, arguments);
        });
  }

  private static ProducerRecord<?, ?> faulty(ProducerRecord<?, ?> record) {
    if (TransactionFaults.strikes(Fault.WORK)) {
      throw new KafkaException("injected: " + Fault.WORK);
    }
    return TransactionFaults.strikes(Fault.SEND)
        ? new ProducerRecord<>(NO_TOPIC, record.key(), record.value())
        : record;
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
