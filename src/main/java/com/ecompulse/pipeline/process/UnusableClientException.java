package com.ecompulse.pipeline.process;

/**
 * The transactional producer was refused at its start, or can neither commit nor abort, or a twin
 * has taken over the consumer's place in the group: the work goes on in a new process.
 */
final class UnusableClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableClientException(Throwable cause) {
    super(cause.toString(), cause);
  }
}
