package com.ecompulse.pipeline.deadletter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the letters of a replay come from, portion by portion. */
sealed interface ReplaySource {
  /**
   * How long letters are looked for before what was found is committed, be it nothing: a replay of
   * which nothing is written is taken for abandoned.
   */
  Duration LONGEST_SEARCH = Duration.ofSeconds(1);

  /** What comes behind the progress made; every portion it gave before has been committed. */
  Portion next(ReplayProgress progress, int maxLetters);

  /** Letters that were named. */
  final class Named implements ReplaySource {
    private final TopicScan letters;
    private final Deque<LetterReplay> waiting;

    Named(TopicScan letters, Collection<LetterReplay> waiting) {
      this.letters = letters;
      this.waiting = new ArrayDeque<>(waiting);
    }

    @Override
    public Portion next(ReplayProgress progress, int maxLetters) {
      List<Candidate> candidates = new ArrayList<>();
      Deadline deadline = Deadline.in(LONGEST_SEARCH);
      while (!waiting.isEmpty()
          && !Portion.isFull(candidates, maxLetters)
          && (candidates.isEmpty() || !deadline.isOver())) {
        candidates.add(candidate(waiting.removeFirst()));
      }
      return new Portion(candidates, Map.of(), waiting.isEmpty());
    }

    private Candidate candidate(LetterReplay named) {
      return new Candidate(
          named.letter(),
          DeadLetterReader.letter(letters, named.letter()),
          named.corrected(),
          false);
    }
  }

  /** Letters that a filter matches, up to where the topic ended when it was asked for. */
  final class Filtered implements ReplaySource {
    private final TopicScan letters;
    private final Replay replay;
    private final List<OffsetRange> ranges;

    Filtered(TopicScan letters, Replay replay) {
      this.letters = letters;
      this.replay = replay;
      this.ranges = OffsetRange.of(letters, replay.filter());
    }

    @Override
    public Portion next(ReplayProgress progress, int maxLetters) {
      for (OffsetRange part : ranges) {
        long from = progress.next().getOrDefault(part.partition(), part.from());
        if (from < end(part)) {
          return portion(part, from, progress.next(), maxLetters);
        }
      }
      return new Portion(List.of(), progress.next(), true);
    }

    private Portion portion(OffsetRange part, long from, Map<Integer, Long> done, int maxLetters) {
      List<Candidate> candidates = new ArrayList<>();
      Deadline deadline = Deadline.in(LONGEST_SEARCH);
      long end =
          letters.read(
              part.partition(),
              from,
              end(part),
              record -> {
                Letter letter = new Letter(record);
                if (replay.filter().matches(letter)) {
                  candidates.add(Candidate.of(letter));
                }
                return !Portion.isFull(candidates, maxLetters) && !deadline.isOver();
              });
      Map<Integer, Long> next = new HashMap<>(done);
      next.put(part.partition(), end);
      return new Portion(candidates, next, false);
    }

    private long end(OffsetRange part) {
      return Math.min(part.to(), replay.until().getOrDefault(part.partition(), 0L));
    }
  }
}
