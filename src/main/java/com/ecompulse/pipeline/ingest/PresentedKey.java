package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Where clients put their write key, beside the mobile SDKs' body. */
final class PresentedKey {
  private static final String BASIC = "Basic ";

  private PresentedKey() {}

  /** {@code X-Write-Key}, {@code Authorization: Basic key:} and {@code ?writeKey=}, if there. */
  static Stream<String> allOf(HttpServerRequest request) {
    return Stream.of(
            Optional.ofNullable(request.getHeader("X-Write-Key")),
            user(request.getHeader("Authorization")),
            Optional.ofNullable(request.query()).map(all -> request.getParam("writeKey")))
        .flatMap(Optional::stream);
  }

  /** The user of the credentials; the password is empty, and not looked at. */
  private static Optional<String> user(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
      String credentials = new String(decoded, UTF_8);
      int colon = credentials.indexOf(':');
      return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
