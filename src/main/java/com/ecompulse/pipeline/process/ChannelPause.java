package com.ecompulse.pipeline.process;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import java.lang.reflect.Method;

/**
 * What SmallRye's {@code resetToLastCommittedPositions} forgets: it resumes the partitions of a
 * channel that is paused because its queue is full, and leaves the channel noted as paused. From
 * then on every poll is one of a paused channel: it waits for nothing and queues a few records at a
 * time, without a bound, and partitions that are assigned meanwhile stay paused until the queue has
 * been empty, which under load it never is.
 *
 * <p>The note is read by reflection: nothing public tells it, and any answer that takes a turn of
 * the polling thread comes too late.
 */
@RegisterForReflection(targets = ReactiveKafkaConsumer.class)
final class ChannelPause {
  private static final Method IS_PAUSED = method("isPaused");

  private ChannelPause() {}

  /**
   * Pauses the partitions again where the channel is noted as paused; SmallRye resumes them when it
   * next looks at the queue. To be called on the polling thread, in the turn of the reset.
   */
  static void keep(KafkaConsumer<?, ?> consumer) {
    if (consumer instanceof ReactiveKafkaConsumer<?, ?> managed && isPaused(managed)) {
      managed.unwrap().pause(managed.unwrap().assignment());
    }
  }

  private static boolean isPaused(ReactiveKafkaConsumer<?, ?> consumer) {
    try {
      return (boolean) IS_PAUSED.invoke(consumer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(String name) {
    try {
      Method method = ReactiveKafkaConsumer.class.getDeclaredMethod(name);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Another SmallRye than this was written for", e);
    }
  }
}
