package com.ecompulse.pipeline.bench;

/** The application's topics, which all contenders use. */
public final class Topics {
  public static final String RAW = "ecommerce-events-raw";
  public static final String ENRICHED = "ecommerce-events-enriched";
  public static final String DEAD_LETTERS = "ecommerce-events-dlq";

  private Topics() {}
}
