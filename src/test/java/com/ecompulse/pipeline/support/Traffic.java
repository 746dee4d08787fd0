package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shops' clients, each with a user of its own, that post one batch after the other as fast as they
 * are answered, up to a number of events, and remember what they were told.
 *
 * <p>Every twentieth event is invalid. A batch that was refused because too much waits was not
 * taken, so it is posted again with the same ids; one that was given up is not.
 */
public final class Traffic implements AutoCloseable {
  private static final int BATCH = 50;
  private static final int INVALID_ONE_IN = 20;
  private static final String INVALID = "INVALID";
  private static final String NOTE = "as large as a shop's event is ".repeat(15);
  private static final long END_SECONDS = 60;

  private final EventClient client;
  private final String name;
  private final int eventsOfAClient;
  private final ExecutorService threads;
  private final List<SentEvent> accepted = Collections.synchronizedList(new ArrayList<>());
  private final List<SentEvent> unanswered = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicLong slowestMillis = new AtomicLong();
  private volatile boolean ending;

  private Traffic(URI application, String name, int clients, int events) {
    this.client = new EventClient(application);
    this.name = name;
    this.eventsOfAClient = events / clients;
    this.threads = Executors.newFixedThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      String user = name + "-" + i;
      threads.execute(() -> post(user));
    }
  }

  /**
   * Begins to post.
   *
   * @param name what this traffic's event ids begin with
   * @param events the most that are posted
   */
  public static Traffic start(URI application, String name, int clients, int events) {
    return new Traffic(application, name, clients, events);
  }

  /** Lets each client have its last answer. */
  public void stop() {
    ending = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(name + ": a client still waits for its answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while clients waited", e);
    }
  }

  public List<SentEvent> accepted() {
    return List.copyOf(accepted);
  }

  /** What may have been taken or not. */
  public List<SentEvent> unanswered() {
    return List.copyOf(unanswered);
  }

  /** The ids of the invalid ones among those that may have been taken. */
  public Set<String> invalid() {
    return Stream.concat(accepted().stream(), unanswered().stream())
        .filter(event -> event.eventType().equals(INVALID))
        .map(SentEvent::eventId)
        .collect(Collectors.toSet());
  }

  /** How often each answer came: status, code and Retry-After. */
  public Map<String, Integer> answers() {
    return Map.copyOf(answers);
  }

  public Duration slowestAnswer() {
    return Duration.ofMillis(slowestMillis.get());
  }

  @Override
  public void close() {
    ending = true;
    threads.shutdownNow();
  }

  private void post(String user) {
    List<SentEvent> batch = List.of();
    for (int sent = 0; sent < eventsOfAClient && !ending; sent += batch.size()) {
      batch = batch(user, sent);
      String answer = post(batch);
      while (answer.contains("overloaded") && !ending) {
        answer = post(batch);
      }
      if (answer.startsWith("202")) {
        accepted.addAll(batch);
      } else if (!answer.contains("overloaded")) {
        unanswered.addAll(batch);
      }
    }
  }

  private String post(List<SentEvent> batch) {
    long begun = System.nanoTime();
    String answer = answer(batch);
    answers.merge(answer, 1, Integer::sum);
    slowestMillis.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
    return answer;
  }

  private String answer(List<SentEvent> batch) {
    try {
      HttpResponse<String> response = client.post(batch.stream().map(Traffic::json).toList());
      String code = response.body().replaceFirst("(?s).*\"code\":\"([^\"]*)\".*", "$1");
      return response.statusCode() == 202
          ? "202"
          : "%d %s Retry-After=%s"
              .formatted(
                  response.statusCode(),
                  code,
                  response.headers().firstValue("Retry-After").orElse("none"));
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  private static List<SentEvent> batch(String user, int from) {
    List<SentEvent> batch = new ArrayList<>();
    for (int i = from; i < from + BATCH; i++) {
      String type = i % INVALID_ONE_IN == 0 ? INVALID : i % 2 == 0 ? "user_login" : "link_click";
      batch.add(new SentEvent(user + "-" + i, user, type));
    }
    return batch;
  }

  private static byte[] json(SentEvent event) {
    return """
        {"event_id":"%s","event_type":"%s","timestamp":"%s","user_id":"%s","session_id":"s",\
        "properties":{"target":"#newsletter","note":"%s"},"metadata":{"platform":"web"}}"""
        .formatted(event.eventId(), event.eventType(), Instant.now(), event.userId(), NOTE)
        .getBytes(UTF_8);
  }
}
