package com.ecompulse.pipeline.process;

/** Nothing of the batch is visible, and it will be consumed again. */
final class BatchAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchAbortedException(Throwable cause) {
    super(cause.toString(), cause);
  }
}
