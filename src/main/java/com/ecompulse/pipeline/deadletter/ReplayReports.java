package com.ecompulse.pipeline.deadletter;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Tells how replays stand, from what their topic says: any process can, at any time. */
@Singleton
class ReplayReports {
  private final ScanPool scans;
  private final ReplayLog log;

  ReplayReports(ScanPool scans, ReplayLog log) {
    this.scans = scans;
    this.log = log;
  }

  /**
   * The replay of that id, if there is one.
   *
   * @param after the letter that ended the page before this one; empty for the first
   */
  Optional<ReplayReport> report(String id, Optional<Place> after, int limit) {
    return scans.ofReplays(
        scan -> {
          Collecting found = new Collecting(id, after, limit);
          log.read(scan, found);
          return found.report();
        });
  }

  /** Keeps one replay, and no more letters of it than a page has. */
  private static final class Collecting implements ReplayEntry.Visitor {
    private final String id;
    private final Optional<Place> after;
    private final int limit;
    private final TreeMap<Place, LetterReplay> letters = new TreeMap<>();
    private Optional<Replay> replay = Optional.empty();
    private ReplayProgress progress;

    Collecting(String id, Optional<Place> after, int limit) {
      this.id = id;
      this.after = after;
      this.limit = limit;
      this.progress = ReplayProgress.begin(id, 0);
    }

    @Override
    public void replay(Replay entry) {
      replay = entry.id().equals(id) ? Optional.of(entry) : replay;
    }

    @Override
    public void progress(ReplayProgress entry) {
      progress = entry.replay().equals(id) ? entry : progress;
    }

    @Override
    public void letter(LetterReplay entry) {
      if (!entry.replay().equals(id)
          || after.filter(p -> entry.letter().compareTo(p) <= 0).isPresent()) {
        return;
      }
      letters.put(entry.letter(), entry.withoutPayload());
      if (letters.size() > limit + 1) { // one more than a page, to know of a next one
        letters.pollLastEntry();
      }
    }

    Optional<ReplayReport> report() {
      return replay.map(
          found -> {
            List<LetterReplay> page = new ArrayList<>(letters.values());
            boolean hasNext = page.size() > limit;
            List<LetterReplay> shown = hasNext ? page.subList(0, limit) : page;
            String next = hasNext ? shown.get(limit - 1).letter().toString() : null;
            return ReplayReport.of(found, progress, shown, next);
          });
    }
  }
}
