package com.ecompulse.pipeline.support.guarantee;

import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** A promise of the pipeline's that can be held against what it did. */
public interface Guarantee {

  int SHOWN_OFFENCES = 5;

  /** Those that hold after every test, whatever was done to the brokers or the process. */
  static List<Guarantee> all() {
    return List.of(new OneOutcomePerEvent(), new OrderPerUserAndType());
  }

  /** The promise as an English sentence. */
  String sentence();

  /** Every breach of the promise, in words that name the event and where its records stand. */
  List<String> offences(History history);

  /** Fails with the sentence and the first offences if there is any. */
  default void assertKept(History history) {
    List<String> offences = offences(history);
    if (!offences.isEmpty()) {
      Assertions.fail(
          "%s%nBroken %d times, first:%n%s",
          sentence(),
          offences.size(),
          offences.stream().limit(SHOWN_OFFENCES).collect(Collectors.joining("\n  ", "  ", "")));
    }
  }
}
