package com.ecompulse.pipeline.config;

/** The SmallRye channels; their topics and tuning stand in {@code application.properties}. */
public final class Channels {
  /** From the front door to the raw topic. */
  public static final String RAW_OUT = "raw-out";

  /** From the raw topic to the processor, one poll a message. */
  public static final String RAW_IN = "raw-in";

  /** From the processor to the enriched topic and, in the same transaction, to the dead letters. */
  public static final String ENRICHED_OUT = "enriched-out";

  private Channels() {}
}
