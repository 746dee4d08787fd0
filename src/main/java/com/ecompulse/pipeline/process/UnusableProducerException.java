package com.ecompulse.pipeline.process;

/** The transactional producer can neither commit nor abort: its work goes on in a new process. */
final class UnusableProducerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableProducerException(Throwable cause) {
    super(cause.toString(), cause);
  }
}
