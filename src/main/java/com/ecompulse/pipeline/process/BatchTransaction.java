package com.ecompulse.pipeline.process;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One batch, one Kafka transaction: what the work sends and the batch's offsets are committed
 * together or not at all.
 *
 * <p>Its end is one of three. The returned {@code Uni} brings the work's result: committed. It
 * fails with {@link BatchAbortedException}: nothing of the batch is visible, and the consumer
 * stands at its last committed offsets, so the batch comes again. It fails with {@link
 * UnusableClientException}: this producer was refused when it was made, or can neither commit nor
 * abort (fenced, an invalid epoch, not authorised), or a twin took over the consumer's static
 * membership; only new clients, in a new process, can go on.
 *
 * <p>Which of the two failures it is, Kafka decides, not a list of exceptions here: a failed start
 * may be tried again where Kafka calls it retriable, and a producer that lets itself be aborted can
 * be used again. A fenced consumer is the exception: it would join again and fence its twin in
 * turn.
 */
final class BatchTransaction {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  BatchTransaction(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
  }

  /**
   * Runs {@code work} inside a transaction.
   *
   * @param ready what must have succeeded before the transaction begins, and may take its time
   * @param work sends through the producer, and ends only when nothing of it can send any more
   */
  <T> Uni<T> run(ConsumedBatch batch, Uni<Void> ready, Supplier<Uni<T>> work) {
    return connect(producer)
        // It may have waited long: nothing is made ready for a batch that is another's.
        .chain(() -> groupOf(batch))
        .chain(group -> ready)
        .chain(() -> begin())
        .chain(
            () ->
                work.get()
                    .call(() -> sendOffsets(batch))
                    .call(() -> commit())
                    .onFailure()
                    .recoverWithUni(cause -> abort().chain(() -> failed(cause))))
        .onFailure(cause -> !(cause instanceof UnusableClientException))
        .recoverWithUni(cause -> rewind().chain(() -> aborted(cause)));
  }

  /**
   * Makes the producer, which is lazy, and lets it end what its predecessor left open; does nothing
   * when that has been done. Fails when the brokers are away. Where they refuse it no batch tries
   * again: SmallRye would make another producer and never close this one, and says from its first
   * failure on that the channel is not alive.
   */
  static Uni<Void> connect(KafkaProducer<byte[], byte[]> producer) {
    return producer
        .runOnSendingThread(connected -> {})
        .onFailure(failure -> !(failure instanceof RetriableException || isUnanswered(failure)))
        .transform(UnusableClientException::new);
  }

  private Uni<Void> begin() {
    return producer.beginTransaction().onFailure().transform(UnusableClientException::new);
  }

  private Uni<Void> sendOffsets(ConsumedBatch batch) {
    return groupOf(batch)
        .chain(group -> producer.sendOffsetsToTransaction(batch.nextOffsets(), group));
  }

  /** A batch polled in an older generation may be another member's by now. */
  private Uni<ConsumerGroupMetadata> groupOf(ConsumedBatch batch) {
    return consumer
        .consumerGroupMetadata()
        .chain(
            group ->
                group.generationId() == batch.generation()
                    ? Uni.createFrom().item(group)
                    : Uni.createFrom().failure(staleGeneration(batch, group)));
  }

  /**
   * A commit that timed out may have been done or not, and Kafka allows nothing but to ask for it
   * again until it answers.
   */
  private Uni<Void> commit() {
    return untilAnswered(producer.commitTransaction());
  }

  private Uni<Void> abort() {
    return untilAnswered(producer.abortTransaction())
        .onFailure()
        .transform(UnusableClientException::new);
  }

  private static Uni<Void> untilAnswered(Uni<Void> request) {
    return request
        .onFailure(BatchTransaction::isUnanswered)
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely();
  }

  /** Never given up: going on from any other position would skip the aborted batch. */
  private Uni<Void> rewind() {
    return consumer
        .resetToLastCommittedPositions()
        .invoke(() -> ChannelPause.keep(consumer))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LAST_RETRY)
        .indefinitely();
  }

  private static boolean isUnanswered(Throwable failure) {
    return failure instanceof TimeoutException || failure instanceof InterruptException;
  }

  private static <T> Uni<T> failed(Throwable cause) {
    return Uni.createFrom()
        .failure(
            cause instanceof FencedInstanceIdException
                ? new UnusableClientException(cause)
                : cause);
  }

  private static <T> Uni<T> aborted(Throwable cause) {
    return Uni.createFrom().failure(new BatchAbortedException(cause));
  }

  private static Throwable staleGeneration(ConsumedBatch batch, ConsumerGroupMetadata group) {
    return new StaleGenerationException(batch.generation(), group.generationId());
  }
}
