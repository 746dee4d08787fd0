package com.ecompulse.pipeline.support;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.event.SampleEvents.Sample;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One client of a {@link Load}. Its events are broken only in ways in which they can be posted and
 * recognised in a dead letter.
 */
final class LoadClient {
  private static final int BATCH = 20;
  private static final int CHUNK = 1_000;
  private static final int USERS = 20;
  private static final int REPEATED_ONE_IN = 20;
  private static final int CHUNKS_OF_A_CLIENT = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final Load load;
  private final Journal journal;
  private final Map<URI, EventClient> connections = new HashMap<>();
  private final int number;
  private final Random random;
  private List<Sample> again = List.of();
  private long nextChunk;
  private double preparedShare;
  private Iterator<Sample> prepared = Collections.emptyIterator();

  LoadClient(Load load, Journal journal, long seed, int number) {
    this.load = load;
    this.journal = journal;
    this.number = number;
    this.random = new Random(seed + number);
    // No two clients, and no two chunks of one, share the seed that the events' ids are made of.
    this.nextChunk = (seed * 1_000 + number) * CHUNKS_OF_A_CLIENT;
  }

  /** Posts the next batch, or the last one again, and writes down the answer. */
  Journal.Answer postBatch() {
    List<Sample> samples =
        again.isEmpty() ? Stream.generate(this::ofOwnUser).limit(BATCH).toList() : again;
    List<byte[]> events = samples.stream().map(Sample::value).toList();
    long asked = System.nanoTime();
    Journal.Answer answer = answer(events);
    journal.wrote(
        answer,
        Duration.ofNanos(System.nanoTime() - asked),
        events.stream().map(LoadClient::sent).toList(),
        samples.stream().filter(Sample::isRejected).map(Sample::eventId).toList());
    boolean repeats = answer.isUnanswered() || random.nextInt(REPEATED_ONE_IN) == 0;
    again = repeats ? samples.stream().filter(s -> !s.isRejected()).toList() : List.of();
    return answer;
  }

  private Sample ofOwnUser() {
    Sample sample = next();
    return new Sample(ofOwnUsers(sample.value()), sample.eventId(), sample.expectedTag());
  }

  private Sample next() {
    if (!prepared.hasNext() || preparedShare != load.brokenShare()) {
      preparedShare = load.brokenShare();
      prepared =
          SampleEvents.mixed(nextChunk++, CHUNK, preparedShare, Instant.now()).stream()
              .filter(LoadClient::isRecognisable)
              .iterator();
    }
    return prepared.next();
  }

  private Journal.Answer answer(List<byte[]> events) {
    List<URI> doors = load.doors();
    URI door = doors.get(random.nextInt(doors.size()));
    try {
      HttpResponse<String> response =
          connections.computeIfAbsent(door, uri -> new EventClient(uri, PATIENCE)).post(events);
      return Journal.Answer.of(response);
    } catch (IOException notAnswered) {
      return Journal.Answer.none(notAnswered);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return Journal.Answer.none(closed);
    }
  }

  /** Byte for byte but the user's number, whatever the bytes are. */
  private byte[] ofOwnUsers(byte[] event) {
    String user = "\"user_" + number + '_' + random.nextInt(USERS) + '"';
    return new String(event, StandardCharsets.ISO_8859_1)
        .replaceFirst("\"user_\\d+\"", user)
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
}
