package com.ecompulse.pipeline.process;

import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;

/** Nothing of the batch is visible, and it will be consumed again. */
final class BatchAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchAbortedException(Throwable cause) {
    this(cause, origin(cause));
  }

  private BatchAbortedException(Throwable cause, Throwable origin) {
    super(origin.toString(), origin);
    if (origin != cause) {
      addSuppressed(cause);
    }
  }

  /**
   * A producer in an error state says no more than that, in a bare exception around the reason; a
   * dead letter that it does not take comes in one more.
   */
  private static Throwable origin(Throwable failure) {
    boolean bare =
        failure.getClass() == KafkaException.class || failure instanceof CompletionException;
    return bare && failure.getCause() != null ? origin(failure.getCause()) : failure;
  }
}
