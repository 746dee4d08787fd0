package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a body into the bytes of its events: one event, an array of them, {@code {"events":[…]}}, or
 * one after the other. One pass, nothing re-serialised; white space around an event is not part of
 * it: the parser's offsets say where each lies in the body. Only an event of a mobile SDK's shape
 * is written anew ({@link MobileEvent}).
 */
final class BodyReader {
  /** It becomes part of each mobile event: a long one would be the body many times over. */
  private static final int MAX_ENVIRONMENT_LENGTH = 256;

  private static final String WANTED = "send an event, an array of events, or {\"events\":[…]}";

  private final JsonTokens tokens;
  private final int maxEvents;
  private final ElementReader elements;

  private BodyReader(JsonTokens tokens, JsonTexts.Source source, int maxEvents) {
    this.tokens = tokens;
    this.maxEvents = maxEvents;
    this.elements = new ElementReader(tokens, source);
  }

  /**
   * @param maxEvents how many events a body may hold
   * @return the events of one JSON text; none for an empty array
   * @throws IngestProblem where the body as a whole cannot be taken
   */
  static Batch ofText(byte[] body, int maxEvents) {
    return JsonBody.read(
        body, (tokens, source) -> new BodyReader(tokens, source, maxEvents).text());
  }

  /**
   * @param maxEvents how many events a body may hold
   * @return the events of a body that has one JSON text for each, on a line of its own
   * @throws IngestProblem where the body as a whole cannot be taken
   */
  static Batch ofLines(byte[] body, int maxEvents) {
    return JsonBody.read(
        body, (tokens, source) -> new BodyReader(tokens, source, maxEvents).lines());
  }

  /** The body is one JSON text: an event, an array of events, or the envelope around one. */
  private Batch text() throws IOException {
    JsonToken first = tokens.next();
    if (first == null) {
      throw new IngestProblem(Kind.EMPTY_BODY, WANTED);
    }
    Batch batch =
        switch (first) {
          case START_ARRAY -> new Batch(events(array(), null), null);
          case START_OBJECT -> object();
          default -> throw new IngestProblem(Kind.NOT_EVENTS, WANTED);
        };
    tokens.requireEnd();
    return batch;
  }

  /** The body is one JSON text for each event. */
  private Batch lines() throws IOException {
    List<Element> read = new ArrayList<>();
    while (!tokens.isAtEnd()) {
      tokens.next();
      add(read);
    }
    if (read.isEmpty()) {
      throw new IngestProblem(Kind.EMPTY_BODY, "send an event on each line");
    }
    tokens.requireEnd();
    return new Batch(events(read, null), null);
  }

  /** Stands at the array's start, ends at its end. */
  private List<Element> array() throws IOException {
    List<Element> read = new ArrayList<>();
    while (tokens.next() != JsonToken.END_ARRAY) {
      add(read);
    }
    return read;
  }

  private void add(List<Element> read) throws IOException {
    if (read.size() == maxEvents) {
      throw tooMany();
    }
    read.add(elements.read());
  }

  private IngestProblem tooMany() {
    return new IngestProblem(Kind.TOO_MANY_EVENTS, "send at most " + maxEvents + " events");
  }

  /** An event, or the envelope around an array of events. */
  private Batch object() throws IOException {
    int from = tokens.start();
    Envelope envelope = new Envelope();
    ElementReader.Members members = elements.members(envelope::member);
    // An object with an event's own members is an event, whatever else it holds.
    return envelope.events == null || members.isEvent()
        ? new Batch(events(List.of(elements.element(members, from)), null), null)
        : envelope.batch();
  }

  private static List<KeyedEvent> events(List<Element> read, String environment) {
    List<KeyedEvent> events = new ArrayList<>(read.size());
    ContentIds ids = new ContentIds();
    for (Element element : read) {
      events.add(element.event(environment, ids));
    }
    return events;
  }

  /** The members that stand beside the events in the mobile SDKs' body. */
  private final class Envelope {
    private List<Element> events;
    private boolean hasTooMany;
    private boolean comesTwice;
    private String writeKey;
    private String environment;

    Batch batch() {
      if (comesTwice) {
        throw new IngestProblem(Kind.NOT_EVENTS, "send one member \"events\"");
      }
      if (hasTooMany) {
        throw tooMany();
      }
      if (hasLongEnvironment()) {
        throw new IngestProblem(
            Kind.EVENT_TOO_LARGE,
            "send an environment of at most " + MAX_ENVIRONMENT_LENGTH + " characters");
      }
      return new Batch(events(events, environment), writeKey);
    }

    private boolean hasLongEnvironment() {
      return environment != null
          && environment.length() > MAX_ENVIRONMENT_LENGTH
          && events.stream().anyMatch(Element::isMobile);
    }

    void member(String name) throws IOException {
      switch (name) {
        case "events" -> nested();
        case "api_key" -> writeKey = text();
        case "environment" -> environment = text();
        default -> tokens.skip();
      }
    }

    private void nested() throws IOException {
      if (events == null && tokens.current() == JsonToken.START_ARRAY) {
        events = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
          nestedElement();
        }
      } else {
        comesTwice |= tokens.current() == JsonToken.START_ARRAY;
        tokens.skip();
      }
    }

    /** Not refused yet: an event may have any number of whatever it calls events. */
    private void nestedElement() throws IOException {
      hasTooMany = events.size() == maxEvents;
      if (hasTooMany) {
        tokens.skip();
      } else {
        events.add(elements.read());
      }
    }

    private String text() throws IOException {
      boolean isText = tokens.current() == JsonToken.VALUE_STRING;
      tokens.skip();
      return isText ? tokens.text() : null;
    }
  }
}
