package com.ecompulse.pipeline.ingest;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** What became of one record that was sent to Kafka. */
sealed interface Delivery {

  <T> T fold(OnWritten<T> onWritten, OnFailed<T> onFailed);

  boolean isWritten();

  /** Whether it is missing for no reason that lies in the record. */
  boolean isKafkasFault();

  /** What to make of a record that is there. */
  interface OnWritten<T> {
    T apply(int partition, long offset);
  }

  /** What to make of a record that is not known to be there; the reason names no content. */
  interface OnFailed<T> {
    T apply(String why, boolean retriable);
  }

  /** Kafka has acknowledged it with acks=all. */
  record Written(int partition, long offset) implements Delivery {
    @Override
    public <T> T fold(OnWritten<T> onWritten, OnFailed<T> onFailed) {
      return onWritten.apply(partition, offset);
    }

    @Override
    public boolean isWritten() {
      return true;
    }

    @Override
    public boolean isKafkasFault() {
      return false;
    }
  }

  /** Kafka has refused it, or has not acknowledged it; it may be there all the same. */
  record Failed(Exception cause) implements Delivery {
    @Override
    public <T> T fold(OnWritten<T> onWritten, OnFailed<T> onFailed) {
      return onFailed.apply(
          isKafkasFault()
              ? "Kafka did not acknowledge the event"
              : "the event is larger than the topic takes",
          isKafkasFault());
    }

    @Override
    public boolean isWritten() {
      return false;
    }

    @Override
    public boolean isKafkasFault() {
      return !(cause instanceof RecordTooLargeException);
    }
  }
}
