package com.ecompulse.pipeline.support;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One sender that posts small batches of events at a bounded rate until it is stopped, each after
 * the last was answered, and remembers what it was told. What was not answered 202 it counts as
 * unanswered, and never sends again: it may have been accepted.
 *
 * <p>Its events are few users', so that each has many of a type, and are broken only in ways in
 * which they can be posted and recognised in a dead letter.
 */
public final class Load implements AutoCloseable {
  private static final int BATCH = 20;
  private static final int CHUNK = 2_000;
  private static final int USERS = 20;
  private static final long PAUSE_MILLIS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final Duration SOON = Duration.ofSeconds(120);

  private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
  private final Map<URI, EventClient> clients = new HashMap<>();
  private final long seed;
  private final Random random;
  private final List<SentEvent> accepted = new CopyOnWriteArrayList<>();
  private final List<SentEvent> unanswered = new CopyOnWriteArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final AtomicInteger batches = new AtomicInteger();
  private int chunks;
  private double preparedShare;
  private Iterator<Sample> prepared = Collections.emptyIterator();
  private volatile List<URI> doors;
  private volatile double brokenShare;

  private Load(long seed, double brokenShare, List<URI> doors) {
    this.seed = seed;
    this.random = new Random(seed);
    this.brokenShare = brokenShare;
    this.doors = doors;
  }

  /** Starts to post to one of the applications at a time, that share of the events broken. */
  public static Load start(long seed, double brokenShare, PackagedApplication... applications) {
    Load load = new Load(seed, brokenShare, doors(applications));
    load.sender.scheduleWithFixedDelay(load::postBatch, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return load;
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
    int enough = accepted.size() + more;
    await("events accepted").atMost(SOON).until(() -> accepted.size() >= enough);
  }

  /** Waits until that many more batches were posted, whatever the answer. */
  public void awaitBatches(int more) {
    int enough = batches.get() + more;
    await("batches posted").atMost(SOON).until(() -> batches.get() >= enough);
  }

  /** Sends no more, and waits for the last answer. */
  public Load stop() {
    sender.shutdown();
    await("the last answer").atMost(SOON).until(sender::isTerminated);
    return this;
  }

  /** What was answered 202, in the order of the answers. */
  public List<SentEvent> accepted() {
    return accepted;
  }

  /** What was posted and not answered 202. */
  public List<SentEvent> unanswered() {
    return unanswered;
  }

  /** The ids of the events that were broken on purpose; to be asked when stopped. */
  public Set<String> broken() {
    return broken;
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }

  private void postBatch() {
    List<Sample> samples = Stream.generate(this::next).limit(BATCH).toList();
    samples.stream().filter(Sample::isRejected).map(Sample::eventId).forEach(broken::add);
    List<byte[]> events = samples.stream().map(sample -> ofFewUsers(sample.value())).toList();
    List<SentEvent> sent = events.stream().map(Load::sent).toList();
    (isAccepted(events) ? accepted : unanswered).addAll(sent);
    batches.incrementAndGet();
  }

  private Sample next() {
    if (!prepared.hasNext() || preparedShare != brokenShare) {
      preparedShare = brokenShare;
      prepared =
          SampleEvents.mixed(seed * 1_000 + chunks++, CHUNK, preparedShare, Instant.now()).stream()
              .filter(Load::isRecognisable)
              .iterator();
    }
    return prepared.next();
  }

  private boolean isAccepted(List<byte[]> events) {
    URI door = doors.get(random.nextInt(doors.size()));
    try {
      return clients
              .computeIfAbsent(door, uri -> new EventClient(uri, PATIENCE))
              .post(events)
              .statusCode()
          == 202;
    } catch (IOException notAnswered) {
      return false;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Byte for byte but the user's number, whatever the bytes are. */
  private byte[] ofFewUsers(byte[] event) {
    return new String(event, StandardCharsets.ISO_8859_1)
        .replaceFirst("\"user_\\d+\"", "\"user_" + random.nextInt(USERS) + '"')
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isRecognisable(Sample sample) {
    return !"not-json".equals(sample.expectedTag())
        && !"not-an-object".equals(sample.expectedTag());
  }

  private static SentEvent sent(byte[] event) {
    ReadRecord read = ReadRecord.of(new ConsumerRecord<>("sent", 0, 0, null, event));
    return new SentEvent(read.eventId(), read.userId(), read.eventType());
  }

  private static List<URI> doors(PackagedApplication... applications) {
    return Stream.of(applications).map(PackagedApplication::http).toList();
  }
}
