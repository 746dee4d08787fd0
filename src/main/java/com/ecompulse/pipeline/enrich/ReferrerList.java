package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.enrichments.Referrers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The list of referrers that comes with the application ({@code referrers/NOTICE} says from where).
 * It is read with the first referrer; in the native image it is part of the image already, for
 * Quarkus initialises classes while that is built.
 */
final class ReferrerList {
  static final String RESOURCE = "referrers/referrers.txt";

  private ReferrerList() {}

  static Referrers get() {
    return Held.LIST;
  }

  private static Referrers read() {
    try (InputStream list = ReferrerList.class.getResourceAsStream("/" + RESOURCE)) {
      return Referrers.parse(new String(list.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The language's own way of doing a thing once, and late. */
  private static final class Held {
    static final Referrers LIST = read();
  }
}
