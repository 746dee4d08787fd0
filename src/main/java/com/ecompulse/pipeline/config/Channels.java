package com.ecompulse.pipeline.config;

/** The SmallRye channels; their topics and tuning stand in {@code application.properties}. */
public final class Channels {
  /** From the front door to the raw topic. */
  public static final String RAW_OUT = "raw-out";

  /** From the raw topic to the processor, one poll a message. */
  public static final String RAW_IN = "raw-in";

  /** From the processor to the enriched topic and, in the same transaction, to the dead letters. */
  public static final String ENRICHED_OUT = "enriched-out";

  /** The setting that names the topic of {@link #RAW_OUT}. */
  public static final String RAW_OUT_TOPIC = "mp.messaging.outgoing." + RAW_OUT + ".topic";

  /** The setting that names the topic of {@link #RAW_IN}. */
  public static final String RAW_IN_TOPIC = "mp.messaging.incoming." + RAW_IN + ".topic";

  /** The setting that names the processors' consumer group. */
  public static final String RAW_IN_GROUP = "mp.messaging.incoming." + RAW_IN + ".group.id";

  /** The setting that names the topic of {@link #ENRICHED_OUT}. */
  public static final String ENRICHED_OUT_TOPIC =
      "mp.messaging.outgoing." + ENRICHED_OUT + ".topic";

  /**
   * The priority of what begins before the channels connect (1000), and after a broker that is part
   * of the process (0).
   */
  public static final int BEFORE = 500;

  private Channels() {}
}
