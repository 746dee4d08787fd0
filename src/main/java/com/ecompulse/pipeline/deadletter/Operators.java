package com.ecompulse.pipeline.deadletter;

import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.event.Sha256;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Those who know the operators' token. It is looked for as a bearer's token and nowhere else: what
 * lets events in, lets nobody look at them. Nobody gets in where no token is configured.
 */
@ApplicationScoped // its filter is made before there is a configuration
public class Operators {
  private static final Logger LOG = Logger.getLogger(Operators.class);
  private static final String BEARER = "Bearer ";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private final Optional<byte[]> tokenHash;

  Operators(PipelineConfig config) {
    this.tokenHash = config.operators().token().map(Sha256::of);
  }

  void tell(@Observes StartupEvent started) {
    if (!areKnown()) {
      LOG.info("dead letters are not shown over HTTP: pipeline.operators.token is not set");
    }
  }

  /** Whether there is anybody who could be let in. */
  boolean areKnown() {
    return tokenHash.isPresent();
  }

  /**
   * Lets an operator in.
   *
   * @param authorization the request's header, or null
   * @throws jakarta.ws.rs.WebApplicationException for anybody else, with the answer
   */
  public void admit(String authorization) {
    byte[] expected = tokenHash.orElseThrow(OperatorProblem::switchedOff);
    // Of equal length, and compared to their end: the time tells nothing about the token.
    if (!MessageDigest.isEqual(expected, Sha256.of(token(authorization)))) {
      throw OperatorProblem.unauthorized();
    }
  }

  /** The name that somebody with the token gives himself: nothing proves it. */
  static String name(String claimed) {
    return claimed != null && NAME.matcher(claimed).matches() ? claimed : "operator";
  }

  private static String token(String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).trim()
        : "";
  }
}
