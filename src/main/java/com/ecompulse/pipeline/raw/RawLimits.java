package com.ecompulse.pipeline.raw;

/** How large a raw record may be, whoever writes it. */
public final class RawLimits {
  /** Room in a record of 1 MiB for its key, its headers and Kafka's own framing. */
  private static final int RECORD_RESERVE_BYTES = 4096;

  /** The largest event. */
  public static final int MAX_VALUE_BYTES = 1024 * 1024 - RECORD_RESERVE_BYTES;

  /** What whoever sends a larger one is told. */
  public static final String TOO_LARGE = "an event may have at most " + MAX_VALUE_BYTES + " bytes";

  private RawLimits() {}
}
