package com.ecompulse.pipeline.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.Sha256;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * {@code POST /dead-letters/replays}: sends dead letters through the pipeline again. Accepted means
 * that Kafka has the order, and it will be carried out; {@code GET /dead-letters/replays/{id}}
 * tells how far it has come.
 */
@Path(ReplayResource.PATH)
@OperatorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class ReplayResource {
  static final String PATH = "/dead-letters/replays";

  private static final Logger LOG = Logger.getLogger(ReplayResource.class);
  private static final int MAX_KEY_LENGTH = 255;

  /**
   * The order is taken.
   *
   * @param id names it in {@code GET /dead-letters/replays/{id}}
   */
  record Accepted(String id) {}

  /**
   * Nothing was replayed.
   *
   * @param total letters that would be looked at: named ones, or those that match
   * @param isComplete whether there was time to look at all of them
   */
  record DryRun(long total, @JsonProperty("complete") boolean isComplete) {}

  private final ReplayRequestReader requests;
  private final DeadLetterReplayer replayer;
  private final DeadLetterReader reader;
  private final ReplayReports reports;

  ReplayResource(
      ReplayRequestReader requests,
      DeadLetterReplayer replayer,
      DeadLetterReader reader,
      ReplayReports reports) {
    this.requests = requests;
    this.replayer = replayer;
    this.reader = reader;
    this.reports = reports;
  }

  /** Answers 202 and {@link Accepted}, or 200 and {@link DryRun}. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replay(
      byte[] body,
      @RestHeader("Idempotency-Key") String key,
      @RestHeader("X-Operator") String claimedName) {
    ReplayRequest request = requests.read(body);
    if (request.dryRun()) {
      return Response.ok(dryRun(request)).build();
    }
    String by = Operators.name(claimedName);
    String id = replayer.accept(new ReplayOrder(request, by, hash(key), Sha256.hexOf(body)));
    LOG.infof("replay of dead letters accepted: id=%s by=%s", id, by);
    return Response.accepted(new Accepted(id))
        .header(HttpHeaders.LOCATION, PATH + "/" + id)
        .build();
  }

  /** How far a replay has come. */
  @GET
  @Path("/{id}")
  public ReplayReport report(@PathParam("id") String id, @BeanParam LetterQuery query) {
    Optional<Place> after =
        Optional.ofNullable(query.cursor)
            .map(cursor -> Place.of(cursor).orElseThrow(Cursor::unknown));
    return reports
        .report(id, after, query.limit())
        .orElseThrow(() -> OperatorProblem.notFound("no replay has that id"));
  }

  private DryRun dryRun(ReplayRequest request) {
    if (request.filter() == null) {
      return new DryRun(request.letters().size(), true);
    }
    LetterCounts counts = reader.count(request.filter(), Optional.empty());
    return new DryRun(counts.total(), counts.next() == null);
  }

  /** Without a key, a random one: an order written twice stays one order. */
  private static String hash(String key) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
      throw OperatorProblem.badRequest(
          "an Idempotency-Key has from 1 to " + MAX_KEY_LENGTH + " characters");
    }
    String known = key == null ? UUID.randomUUID().toString() : key;
    return Sha256.hexOf(known.getBytes(UTF_8));
  }
}
