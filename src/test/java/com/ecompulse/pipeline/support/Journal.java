package com.ecompulse.pipeline.support;

import com.ecompulse.pipeline.support.guarantee.SentEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients posted and were told. What was neither accepted nor refused for certain is
 * <em>unanswered</em>: it may have been accepted.
 */
public final class Journal {
  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");

  /** Nothing of such a request was handed to Kafka: it must never come out. */
  private static final Set<String> REFUSED = Set.of("overloaded", "circuit-open");

  /**
   * What a post brought.
   *
   * @param status the HTTP status, 0 where none came
   * @param code the problem's code, or what went wrong where no answer came
   * @param retryAfter the header, or none
   */
  public record Answer(int status, String code, String retryAfter) {
    private static final int ACCEPTED = 202;

    static Answer of(HttpResponse<String> response) {
      Matcher code = CODE.matcher(response.body());
      return new Answer(
          response.statusCode(),
          code.find() ? code.group(1) : "",
          response.headers().firstValue("Retry-After").orElse("none"));
    }

    static Answer none(Exception failure) {
      return new Answer(0, failure.getClass().getSimpleName(), "none");
    }

    boolean isAccepted() {
      return status == ACCEPTED;
    }

    boolean isUnanswered() {
      return !isAccepted() && !isRefused();
    }

    boolean isRefused() {
      return REFUSED.contains(code);
    }

    @Override
    public String toString() {
      return isAccepted() ? "202" : status + " " + code + " Retry-After=" + retryAfter;
    }
  }

  private final List<SentEvent> accepted = new ArrayList<>();
  private final Set<String> acceptedIds = new HashSet<>();
  private final List<SentEvent> unanswered = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private Duration slowest = Duration.ZERO;
  private int batches;

  synchronized void wrote(
      Answer answer, Duration took, List<SentEvent> events, List<String> brokenIds) {
    batches++;
    answers.merge(answer.toString(), 1, Integer::sum);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
    broken.addAll(brokenIds);
    if (answer.isAccepted()) {
      // Sent again, it is the same event, and stands where it was accepted first.
      events.stream().filter(event -> acceptedIds.add(event.eventId())).forEach(accepted::add);
    } else if (!answer.isRefused()) {
      unanswered.addAll(events);
    }
  }

  synchronized int acceptedSoFar() {
    return accepted.size();
  }

  synchronized int batches() {
    return batches;
  }

  /** What was answered 202, in the order of the answers. */
  public synchronized List<SentEvent> accepted() {
    return List.copyOf(accepted);
  }

  /** What may have been accepted or not; some of it was, when it was sent again. */
  public synchronized List<SentEvent> unanswered() {
    return List.copyOf(unanswered);
  }

  /** The ids of the events that were broken on purpose. */
  public synchronized Set<String> broken() {
    return Set.copyOf(broken);
  }

  /** How often each answer came. */
  public synchronized Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }

  /** How long the slowest answer took. */
  public synchronized Duration slowest() {
    return slowest;
  }
}
