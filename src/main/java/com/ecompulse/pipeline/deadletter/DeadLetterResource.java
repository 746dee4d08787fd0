package com.ecompulse.pipeline.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code GET /dead-letters}: the dead letters, newest first. Reading them leaves no trace in Kafka:
 * no consumer group, no offset. What is refused is answered with {@link OperatorProblem}.
 */
@Path("/dead-letters")
@OperatorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {
  private final DeadLetterReader reader;
  private final LetterFates fates;
  private final ObjectMapper json;

  DeadLetterResource(DeadLetterReader reader, LetterFates fates, ObjectMapper json) {
    this.reader = reader;
    this.fates = fates;
    this.json = json;
  }

  /** A page of them. */
  @GET
  public LetterPage page(@BeanParam LetterQuery query) {
    return reader.page(query.filter(), query.cursor(), query.limit());
  }

  /** How many there are of each failure. */
  @GET
  @Path("/counts")
  public LetterCounts counts(@BeanParam LetterQuery query) {
    return reader.count(query.filter(), query.cursor());
  }

  /** One of them, whole. */
  @GET
  @Path("/{partition:\\d{1,9}}/{offset:\\d{1,18}}")
  public LetterDetail letter(
      @PathParam("partition") int partition, @PathParam("offset") long offset) {
    Letter letter =
        reader
            .letter(new Place(partition, offset))
            .orElseThrow(() -> OperatorProblem.notFound("no dead letter stands there"));
    return LetterDetail.of(letter, violations(letter), fates.of(letter.place()));
  }

  /** As written, where that is JSON: others may write to the topic, too. */
  private String violations(Letter letter) {
    try {
      return json.readTree(letter.violations()).toString();
    } catch (JsonProcessingException e) {
      return "[]";
    }
  }
}
