package com.ecompulse.pipeline.event;

import java.util.function.Function;

/** What becomes of one record's bytes: every record has exactly one. */
public sealed interface Outcome permits Outcome.Enriched, Outcome.Rejected {

  <T> T fold(
      Function<? super EnrichedEvent, ? extends T> enriched,
      Function<? super Failure, ? extends T> rejected);

  /** A valid event, enriched. */
  record Enriched(EnrichedEvent event) implements Outcome {
    @Override
    public <T> T fold(
        Function<? super EnrichedEvent, ? extends T> enriched,
        Function<? super Failure, ? extends T> rejected) {
      return enriched.apply(event);
    }
  }

  /** Bytes that are no valid event; they become a dead letter. */
  record Rejected(Failure failure) implements Outcome {
    @Override
    public <T> T fold(
        Function<? super EnrichedEvent, ? extends T> enriched,
        Function<? super Failure, ? extends T> rejected) {
      return rejected.apply(failure);
    }
  }
}
