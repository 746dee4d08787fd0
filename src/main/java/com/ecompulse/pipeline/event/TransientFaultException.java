package com.ecompulse.pipeline.event;

/**
 * What an enrichment step throws for a fault of the world that may have passed a moment later. The
 * step is called again a few times, then marked in {@code failed_steps}; the event is never
 * rejected for it. No step throws it today.
 */
public final class TransientFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransientFaultException(Throwable cause) {
    super(cause);
  }
}
