package com.ecompulse.pipeline.event;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What becomes of one record's bytes: every record has exactly one. */
public sealed interface Outcome permits Outcome.Enriched, Outcome.Rejected, Outcome.Duplicate {

  <T> T fold(
      Function<? super EnrichedEvent, ? extends T> enriched,
      Function<? super Failure, ? extends T> rejected,
      Supplier<? extends T> duplicate);

  /** The same for what is done with it and brings nothing. */
  default void handle(
      Consumer<? super EnrichedEvent> enriched,
      Consumer<? super Failure> rejected,
      Runnable duplicate) {
    fold(
        event -> {
          enriched.accept(event);
          return null;
        },
        failure -> {
          rejected.accept(failure);
          return null;
        },
        () -> {
          duplicate.run();
          return null;
        });
  }

  /** A valid event, enriched. */
  record Enriched(EnrichedEvent event) implements Outcome {
    @Override
    public <T> T fold(
        Function<? super EnrichedEvent, ? extends T> enriched,
        Function<? super Failure, ? extends T> rejected,
        Supplier<? extends T> duplicate) {
      return enriched.apply(event);
    }
  }

  /** Bytes that are no valid event; they become a dead letter. */
  record Rejected(Failure failure) implements Outcome {
    @Override
    public <T> T fold(
        Function<? super EnrichedEvent, ? extends T> enriched,
        Function<? super Failure, ? extends T> rejected,
        Supplier<? extends T> duplicate) {
      return rejected.apply(failure);
    }
  }

  /** A valid event that has come before; nothing is made of it again. */
  record Duplicate() implements Outcome {
    @Override
    public <T> T fold(
        Function<? super EnrichedEvent, ? extends T> enriched,
        Function<? super Failure, ? extends T> rejected,
        Supplier<? extends T> duplicate) {
      return duplicate.get();
    }
  }
}
