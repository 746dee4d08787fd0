package com.ecompulse.pipeline.support;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clients that post small batches of events until they are stopped, each its next one after its
 * last was answered, and write down what they were told ({@link Journal}). A batch whose fate is
 * unknown is sent again until it is known, and so is one in twenty of the others, for no reason:
 * all but its broken events, each of which would be a dead letter of its own.
 *
 * <p>Each client's events are a few users' of its own, so that a user has many of a type and its
 * order is known.
 */
public final class Load implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(120);

  /** Clients that are refused come back sooner than they are asked to. */
  private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(100);

  /**
   * What is posted.
   *
   * @param seed of the events
   * @param clients that post at once
   * @param pause of a client between an answer and its next post
   * @param brokenShare of the events, 0 to 1
   */
  public record Plan(long seed, int clients, Duration pause, double brokenShare) {
    /** Some hundred events a second, for a test that breaks something else. */
    public static Plan steady(long seed) {
      return new Plan(seed, 1, Duration.ofMillis(40), 0.02);
    }

    /** As much as the service and this machine bear. */
    public static Plan flatOut(long seed) {
      return new Plan(seed, 48, Duration.ZERO, 0.02);
    }
  }

  private final ScheduledExecutorService threads;
  private final Duration pause;
  private final Journal journal = new Journal();
  private volatile List<URI> doors;
  private volatile double brokenShare;
  private volatile boolean ending;

  private Load(Plan plan, List<URI> doors) {
    this.threads = Executors.newScheduledThreadPool(plan.clients());
    this.pause = plan.pause();
    this.brokenShare = plan.brokenShare();
    this.doors = doors;
    IntStream.range(0, plan.clients())
        .mapToObj(number -> new LoadClient(this, journal, plan.seed(), number))
        .forEach(client -> threads.execute(() -> post(client)));
  }

  /** Starts to post; each batch goes to one of the applications. */
  public static Load start(Plan plan, PackagedApplication... applications) {
    return new Load(plan, doors(applications));
  }

  /** From the next batch on, posts to these instead. */
  public void through(PackagedApplication... applications) {
    doors = doors(applications);
  }

  /** From the next batch on, breaks that share of the events. */
  public void breaking(double share) {
    brokenShare = share;
  }

  /** Waits until that many more events were accepted. */
  public void awaitAccepted(int more) {
    int enough = journal.acceptedSoFar() + more;
    await("events accepted").atMost(SOON).until(() -> journal.acceptedSoFar() >= enough);
  }

  /** Waits until that many more batches were answered or given up, whatever the answer. */
  public void awaitBatches(int more) {
    int enough = journal.batches() + more;
    await("batches posted").atMost(SOON).until(() -> journal.batches() >= enough);
  }

  /** Sends no more, waits for the last answers, and gives what was written down. */
  public Journal stop() {
    ending = true;
    threads.shutdown();
    await("the last answers").atMost(SOON).until(threads::isTerminated);
    return journal;
  }

  /** What was written down so far. */
  public Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    ending = true;
    threads.shutdownNow();
  }

  List<URI> doors() {
    return doors;
  }

  double brokenShare() {
    return brokenShare;
  }

  private void post(LoadClient client) {
    Duration rest = client.postBatch().isAccepted() ? pause : AFTER_A_REFUSAL;
    if (!ending) {
      threads.schedule(() -> post(client), rest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static List<URI> doors(PackagedApplication... applications) {
    return Stream.of(applications).map(PackagedApplication::http).toList();
  }
}
