package com.ecompulse.pipeline.bench;

/** How much is measured: enough to say something, or just enough to see that the harness works. */
public enum Size {
  FULL,
  SMOKE;

  public <T> T of(T full, T smoke) {
    return this == FULL ? full : smoke;
  }
}
