package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.JsonTexts;
import com.ecompulse.pipeline.event.JsonTokens;
import com.ecompulse.pipeline.event.Timestamp;
import com.ecompulse.pipeline.ingest.IngestProblem.Kind;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the body of a produce request of the Kafka REST protocol: {@code
 * {"records":[{"key":…,"value":…}]}}, where the values are events, or events in Base64. A record's
 * own key counts where its event names no user; the partition that it asks for does not: it would
 * take a user's events out of their order.
 */
final class RecordsReader {
  private static final String WANTED =
      "send {\"records\":[{\"value\":…}]} with at least one record";
  private static final byte[] NULL = "null".getBytes(UTF_8);

  private final JsonTokens tokens;
  private final ElementReader elements;
  private final boolean isBase64;
  private final int maxRecords;
  private final ContentIds ids = new ContentIds();

  private RecordsReader(
      JsonTokens tokens, JsonTexts.Source source, boolean isBase64, int maxRecords) {
    this.tokens = tokens;
    this.elements = new ElementReader(tokens, source);
    this.isBase64 = isBase64;
    this.maxRecords = maxRecords;
  }

  /**
   * @param isBase64 whether keys and values are strings of Base64
   * @return the records in their order
   * @throws IngestProblem where the body as a whole cannot be taken
   */
  static List<ProducedRecord> read(byte[] body, boolean isBase64, int maxRecords) {
    return JsonBody.read(
        body,
        (tokens, source) -> new RecordsReader(tokens, source, isBase64, maxRecords).records());
  }

  private List<ProducedRecord> records() throws IOException {
    List<ProducedRecord> records = null;
    if (tokens.next() != JsonToken.START_OBJECT) {
      throw new IngestProblem(Kind.NOT_EVENTS, WANTED);
    }
    while (tokens.nextName()) {
      boolean isRecords = "records".equals(tokens.name());
      if (tokens.next() == JsonToken.START_ARRAY && isRecords) {
        requireFirst(records);
        records = array();
      } else {
        tokens.skip();
      }
    }
    tokens.requireEnd();
    if (records == null || records.isEmpty()) {
      throw new IngestProblem(Kind.NOT_EVENTS, WANTED);
    }
    return records;
  }

  /** Those of one would be lost, and answered as taken. */
  private static void requireFirst(List<ProducedRecord> before) {
    if (before != null) {
      throw new IngestProblem(Kind.NOT_EVENTS, "send one member \"records\"");
    }
  }

  private List<ProducedRecord> array() throws IOException {
    List<ProducedRecord> records = new ArrayList<>();
    while (tokens.next() != JsonToken.END_ARRAY) {
      if (tokens.current() != JsonToken.START_OBJECT) {
        throw new IngestProblem(Kind.NOT_EVENTS, "each record must be an object");
      }
      if (records.size() == maxRecords) {
        throw new IngestProblem(Kind.TOO_MANY_EVENTS, "send at most " + maxRecords + " records");
      }
      records.add(record());
    }
    return records;
  }

  private ProducedRecord record() throws IOException {
    String key = null;
    Element value = new Element(null, NULL, Timestamp.INVALID, false);
    String encoded = null;
    while (tokens.nextName()) {
      String name = tokens.name();
      tokens.next();
      if ("value".equals(name)) {
        encoded = tokens.current() == JsonToken.VALUE_STRING ? tokens.text() : null;
        value = elements.read();
      } else if ("key".equals(name) && tokens.current() == JsonToken.VALUE_STRING) {
        key = tokens.text();
      } else {
        tokens.skip();
      }
    }
    return isBase64 ? decoded(key, encoded) : keyed(key, value);
  }

  private ProducedRecord keyed(String key, Element value) {
    KeyedEvent event = value.event(null, ids);
    return ProducedRecord.of(
        event.key() != null || key == null
            ? event
            : new KeyedEvent(UserKey.of(key), event.value(), event.occurredAtMillis()));
  }

  private ProducedRecord decoded(String key, String value) {
    try {
      byte[] event = value == null ? NULL : Base64.getDecoder().decode(value);
      String user = key == null ? null : new String(Base64.getDecoder().decode(key), UTF_8);
      return keyed(user, element(event));
    } catch (IllegalArgumentException notBase64) {
      return ProducedRecord.refused("the key and the value must be Base64");
    }
  }

  /** Bytes that are no JSON are a record, too: the processor rejects it. */
  private static Element element(byte[] event) {
    try {
      return JsonBody.read(
          event,
          (tokens, source) -> {
            if (tokens.next() == null) {
              return new Element(null, event, Timestamp.INVALID, false);
            }
            Element read = new ElementReader(tokens, source).read();
            tokens.requireEnd();
            return read;
          });
    } catch (IngestProblem noJson) {
      return new Element(null, event, Timestamp.INVALID, false);
    }
  }
}
