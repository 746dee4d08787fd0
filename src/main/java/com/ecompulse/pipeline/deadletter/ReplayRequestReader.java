package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Utf8;
import com.ecompulse.pipeline.raw.RawLimits;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code {"letters":[{"partition","offset","payload"}]}} or {@code {"filter":{…}}}, either
 * with {@code "dryRun"}. A corrected payload is kept byte for byte. A name that is not known, one
 * that comes twice, an empty time: all are refused, for a filter with a slip of the pen would
 * replay everything. A member that is null is absent.
 */
@Singleton
class ReplayRequestReader {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_LETTERS = 500;

  private static final String WANTED =
      "send {\"letters\":[{\"partition\":0,\"offset\":12}]} or {\"filter\":{}}, and no other member";

  private static final JsonTexts JSON = new JsonTexts(MAX_DEPTH);

  /**
   * @throws OperatorProblem for any other body
   */
  ReplayRequest read(byte[] body) {
    try {
      return JSON.read(
          body,
          Utf8.afterByteOrderMark(body),
          (tokens, source) -> new Reading(tokens, source).request());
    } catch (IOException e) {
      throw OperatorProblem.badRequest(WANTED);
    }
  }

  private static void require(boolean held) {
    if (!held) {
      throw OperatorProblem.badRequest(WANTED);
    }
  }

  /** One body's pass over its tokens. */
  private final class Reading {
    private final JsonTokens tokens;
    private final JsonTexts.Source source;
    private Map<Place, byte[]> letters;
    private LetterFilter filter;
    private boolean dryRun;

    Reading(JsonTokens tokens, JsonTexts.Source source) {
      this.tokens = tokens;
      this.source = source;
    }

    ReplayRequest request() throws IOException {
      require(tokens.next() == JsonToken.START_OBJECT);
      members();
      tokens.requireEnd();
      require((letters == null) != (filter == null));
      return new ReplayRequest(letters, filter, dryRun);
    }

    private void members() throws IOException {
      Set<String> names = new HashSet<>();
      while (tokens.nextName()) {
        String name = nameIn(names);
        JsonToken value = tokens.next();
        switch (name) {
          case "letters" -> letters(value);
          case "filter" -> filter(value);
          case "dryRun" -> dryRun(value);
          default -> require(false);
        }
      }
    }

    private void filter(JsonToken value) throws IOException {
      require(value == JsonToken.START_OBJECT);
      LetterQuery wanted = new LetterQuery();
      Set<String> names = new HashSet<>();
      while (tokens.nextName()) {
        String name = nameIn(names);
        String text = textOrNull(tokens.next());
        switch (name) {
          case "failure" -> wanted.failure = text;
          case "event_type" -> wanted.eventType = text;
          case "user_id" -> wanted.userId = text;
          case "from" -> wanted.from = text;
          case "to" -> wanted.to = text;
          case "text" -> wanted.text = text;
          default -> require(false);
        }
      }
      filter = wanted.filter();
    }

    /**
     * @param before the object's names until now
     */
    private String nameIn(Set<String> before) throws IOException {
      String name = tokens.name();
      require(before.add(name));
      return name;
    }

    private String textOrNull(JsonToken value) throws IOException {
      require(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL);
      return value == JsonToken.VALUE_NULL ? null : tokens.text();
    }

    private void dryRun(JsonToken value) {
      require(value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE);
      dryRun = value == JsonToken.VALUE_TRUE;
    }

    private void letters(JsonToken value) throws IOException {
      require(value == JsonToken.START_ARRAY);
      letters = new TreeMap<>();
      for (JsonToken next = tokens.next(); next != JsonToken.END_ARRAY; next = tokens.next()) {
        require(next == JsonToken.START_OBJECT);
        letter();
      }
      require(!letters.isEmpty());
    }

    private void letter() throws IOException {
      long partition = -1;
      long offset = -1;
      byte[] payload = null;
      Set<String> names = new HashSet<>();
      while (tokens.nextName()) {
        String name = nameIn(names);
        JsonToken value = tokens.next();
        switch (name) {
          case "partition" -> partition = number(value);
          case "offset" -> offset = number(value);
          case "payload" -> payload = value == JsonToken.VALUE_NULL ? null : value();
          default -> require(false);
        }
      }
      add(partition, offset, payload);
    }

    private void add(long partition, long offset, byte[] payload) {
      require(partition >= 0 && partition <= Integer.MAX_VALUE && offset >= 0);
      if (payload != null && payload.length > RawLimits.MAX_VALUE_BYTES) {
        throw OperatorProblem.tooLarge(RawLimits.TOO_LARGE);
      }
      Place place = new Place((int) partition, offset);
      require(!letters.containsKey(place));
      letters.put(place, payload);
      if (letters.size() > MAX_LETTERS) {
        throw OperatorProblem.tooLarge("name at most " + MAX_LETTERS + " letters, or use a filter");
      }
    }

    private long number(JsonToken value) throws IOException {
      require(value == JsonToken.VALUE_NUMBER_INT);
      try {
        return Long.parseLong(tokens.text());
      } catch (NumberFormatException e) {
        throw OperatorProblem.badRequest(WANTED);
      }
    }

    /** The current value's bytes. */
    private byte[] value() throws IOException {
      int from = tokens.start();
      tokens.skip();
      return source.cut(from, tokens.end());
    }
  }
}
