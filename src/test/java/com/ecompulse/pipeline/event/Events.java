package com.ecompulse.pipeline.event;

import com.ecompulse.pipeline.event.enrichments.ClientIp;
import com.ecompulse.pipeline.event.enrichments.Quality;
import com.ecompulse.pipeline.event.enrichments.Revenue;
import com.ecompulse.pipeline.event.enrichments.Session;
import com.ecompulse.pipeline.event.enrichments.Time;
import com.ecompulse.pipeline.event.enrichments.Traffic;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tests of events share: a receipt, the pipeline around it, and a reader of the result.
 */
public final class Events {

  public static final Instant RECEIVED = Instant.parse("2026-11-23T08:12:31Z");
  public static final Instant ENRICHED = Instant.parse("2026-11-24T00:00:00.005Z");
  public static final EventContext CONTEXT =
      new EventContext(RECEIVED.toEpochMilli(), ENRICHED.toEpochMilli(), "198.51.100.1", "curl/8");

  /** A valid event of no known type, to splice members into. */
  public static final String MINIMAL =
      "{\"event_id\":\"e\",\"event_type\":\"custom\",\"timestamp\":\"2026-11-23T08:12:30.123Z\","
          + "\"user_id\":\"u\",\"session_id\":\"s\"}";

  private static final Path FIXTURES = Path.of("src/test/resources/events");
  private static final EventPipeline PIPELINE =
      new EventPipeline(EventLimits.DEFAULTS, coreSteps());
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(1 << 21).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Events() {}

  /** Those that need nothing but the event. */
  public static Enrichments coreSteps() {
    return new Enrichments(
        List.of(
            new Time(),
            new Revenue(),
            new Session(),
            new Traffic(),
            new ClientIp(),
            new Quality()));
  }

  public static Outcome process(byte[] value) {
    return PIPELINE.process(value, CONTEXT);
  }

  public static Outcome process(String value) {
    return process(bytes(value));
  }

  /** The failure of a value that is to be rejected, null where it is not. */
  public static Failure failureOf(byte[] value) {
    return process(value).fold(enriched -> null, failure -> failure, () -> null);
  }

  public static Failure failureOf(String value) {
    return failureOf(bytes(value));
  }

  /** The {@code enrichment} of an event that is to be valid. */
  public static JsonNode enrichmentOf(String event) {
    return enrichmentOf(event, coreSteps(), CONTEXT);
  }

  public static JsonNode enrichmentOf(String event, Enrichments steps, EventContext context) {
    Outcome outcome = new EventPipeline(EventLimits.DEFAULTS, steps).process(bytes(event), context);
    return tree(enriched(outcome).bytes()).get("enrichment");
  }

  public static EnrichedEvent enriched(Outcome outcome) {
    return outcome.fold(
        enriched -> enriched,
        failure -> {
          throw new AssertionError(failure.toString());
        },
        () -> {
          throw new AssertionError("a duplicate");
        });
  }

  /** A valid event of that type with those {@code properties}, given as a JSON object. */
  public static String event(String type, String properties) {
    return with(MINIMAL.replace("custom", type), "\"properties\":" + properties);
  }

  /** An event with one more member. */
  public static String with(String event, String member) {
    return event.substring(0, event.length() - 1) + "," + member + "}";
  }

  /** By way of characters: Jackson's parser of bytes refuses names with escaped surrogates. */
  public static ObjectNode tree(byte[] json) {
    return (ObjectNode) tree(new String(json, StandardCharsets.UTF_8));
  }

  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All but ASCII is escaped, so that half of a surrogate pair stays what it is. */
  public static String json(JsonNode tree) {
    try {
      return MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files under {@code events/}, {@code valid} or {@code invalid}. */
  public static List<Path> fixtures(String kind) {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(kind))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] read(Path fixture) {
    try {
      return Files.readAllBytes(fixture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
