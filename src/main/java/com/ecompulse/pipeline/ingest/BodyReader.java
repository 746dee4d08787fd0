package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one body; the parser's offsets say where each event lies in it. */
final class BodyReader {
  /** Room in a record of 1 MiB for its key, its headers and Kafka's own framing. */
  private static final int RECORD_RESERVE_BYTES = 4096;

  static final int MAX_EVENT_BYTES = 1024 * 1024 - RECORD_RESERVE_BYTES;
  private static final int MAX_USER_ID_LENGTH = 128;

  /** Cuts the bytes of an event out of the body, by the parser's own offsets. */
  interface Cutter {
    byte[] cut(int from, int to);
  }

  private final JsonTokens tokens;
  private final Cutter body;
  private final int maxEvents;

  BodyReader(JsonTokens tokens, Cutter body, int maxEvents) {
    this.tokens = tokens;
    this.body = body;
    this.maxEvents = maxEvents;
  }

  List<KeyedEvent> events() throws IOException {
    JsonToken first = tokens.next();
    if (first == null) {
      throw new IngestProblem(
          Kind.EMPTY_BODY, "send an event, an array of events, or {\"events\":[…]}");
    }
    List<KeyedEvent> events = first == JsonToken.START_ARRAY ? array() : object(first);
    tokens.requireEnd();
    return events;
  }

  /** Stands at the array's start, ends at its end. */
  private List<KeyedEvent> array() throws IOException {
    List<KeyedEvent> events = new ArrayList<>();
    while (tokens.next() != JsonToken.END_ARRAY) {
      if (events.size() == maxEvents) {
        throw new IngestProblem(Kind.TOO_MANY_EVENTS, "send at most " + maxEvents + " events");
      }
      events.add(element());
    }
    return events;
  }

  /** Whatever an element is, it is one event: the processor judges it. */
  private KeyedEvent element() throws IOException {
    int from = tokens.start();
    byte[] key = null;
    if (tokens.current() == JsonToken.START_OBJECT) {
      key = new Members().read().key;
    } else {
      tokens.skip();
    }
    return cut(key, from);
  }

  /** An event, or the envelope around an array of events. */
  private List<KeyedEvent> object(JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      throw new IngestProblem(
          Kind.NOT_EVENTS, "send an event, an array of events, or {\"events\":[…]}");
    }
    int from = tokens.start();
    Members members = new Members().withEnvelope().read();
    return members.isEnvelope() ? members.events : List.of(cut(members.key, from));
  }

  private KeyedEvent cut(byte[] key, int from) throws IOException {
    byte[] event = body.cut(from, tokens.end());
    if (event.length > MAX_EVENT_BYTES) {
      throw new IngestProblem(
          Kind.EVENT_TOO_LARGE, "an event may have at most " + MAX_EVENT_BYTES + " bytes");
    }
    return new KeyedEvent(key, event);
  }

  /** The members of one object that the front door looks at. */
  private final class Members {
    private byte[] key;
    private boolean userIdSeen;
    private boolean eventMemberSeen;
    private boolean envelopePossible;
    private List<KeyedEvent> events;

    Members withEnvelope() {
      envelopePossible = true;
      return this;
    }

    /** An object with an event's own members is an event, whatever else it holds. */
    boolean isEnvelope() {
      return events != null && !eventMemberSeen;
    }

    Members read() throws IOException {
      while (tokens.nextName()) {
        String name = tokens.name();
        tokens.next();
        member(name);
      }
      return this;
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "user_id" -> userId();
        case "event_id", "event_type" -> eventMember();
        case "events" -> nested();
        default -> tokens.skip();
      }
    }

    /** The first one counts; an event with two is rejected later. */
    private void userId() throws IOException {
      if (!userIdSeen && tokens.current() == JsonToken.VALUE_STRING) {
        key = usableKey(tokens.text());
      }
      userIdSeen = true;
      tokens.skip();
    }

    private void eventMember() throws IOException {
      eventMemberSeen = true;
      tokens.skip();
    }

    private void nested() throws IOException {
      if (envelopePossible && events == null && tokens.current() == JsonToken.START_ARRAY) {
        events = array();
      } else {
        tokens.skip();
      }
    }
  }

  /** The same rule as the processor's for {@code user_id}; a broken one must not be a key. */
  private static byte[] usableKey(String userId) {
    boolean usable =
        !userId.isEmpty()
            && userId.codePointCount(0, userId.length()) <= MAX_USER_ID_LENGTH
            && userId.codePoints().noneMatch(BodyReader::isSurrogate);
    return usable ? userId.getBytes(StandardCharsets.UTF_8) : null;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
