package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Timestamp;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the events of a body, one by one: their bytes, and the members that are their key. */
final class ElementReader {
  /** Reads the value of a member that says nothing of an event's key. */
  interface OtherMember {
    void read(String name) throws IOException;
  }

  private final JsonTokens tokens;
  private final JsonTexts.Source source;

  ElementReader(JsonTokens tokens, JsonTexts.Source source) {
    this.tokens = tokens;
    this.source = source;
  }

  /**
   * Stands at the element's start, ends at its end. Whatever it is, it is one event: the processor
   * judges it.
   */
  Element read() throws IOException {
    int from = tokens.start();
    if (tokens.current() == JsonToken.START_OBJECT) {
      return element(members(other -> tokens.skip()), from);
    }
    tokens.skip();
    return new Element(null, source.cut(from, tokens.end()), Timestamp.INVALID, false);
  }

  /** Stands at an object's start, ends at its end. */
  Members members(OtherMember other) throws IOException {
    return new Members(other).read();
  }

  /** The element that ends here. */
  Element element(Members members, int from) throws IOException {
    byte[] value = source.cut(from, tokens.end());
    return new Element(members.key, value, members.occurredAtMillis, members.isMobile());
  }

  /** What one object says of itself as an event. */
  final class Members {
    private final OtherMember other;
    private byte[] key;
    private long occurredAtMillis = Timestamp.INVALID;
    private boolean userIdSeen;
    private boolean eventMemberSeen;
    private boolean mobileMemberSeen;

    private Members(OtherMember other) {
      this.other = other;
    }

    boolean isEvent() {
      return eventMemberSeen;
    }

    private boolean isMobile() {
      return mobileMemberSeen && !eventMemberSeen;
    }

    private Members read() throws IOException {
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
        case "timestamp" -> timestamp();
        case "event_id", "event_type" -> {
          eventMemberSeen = true;
          tokens.skip();
        }
        case "eventName", "event_name" -> {
          mobileMemberSeen = true;
          tokens.skip();
        }
        default -> other.read(name);
      }
    }

    /** The first one counts; an event with two is rejected later. */
    private void userId() throws IOException {
      byte[] candidate = userKey();
      key = userIdSeen ? key : candidate;
      userIdSeen = true;
    }

    /** Told for the delivery's time alone; the processor judges it. */
    private void timestamp() throws IOException {
      if (tokens.current() == JsonToken.VALUE_STRING) {
        occurredAtMillis = Timestamp.epochMillis(tokens.text());
      } else if (tokens.current().isNumeric()) {
        occurredAtMillis = EpochTime.millis(tokens.text()).orElse(Timestamp.INVALID);
      }
      tokens.skip();
    }

    private byte[] userKey() throws IOException {
      if (tokens.current() == JsonToken.VALUE_STRING) {
        return UserKey.of(tokens.text());
      }
      tokens.skip();
      return null;
    }
  }
}
