package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.raw.RawHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/**
 * Who sent an event, as far as it says nothing of a person.
 *
 * @param writeKeyId the name of the write key, {@value #NONE} where it came without
 * @param client the product that the request's {@code User-Agent} names first, without its version
 */
record Sender(String writeKeyId, String client) {
  static final String NONE = "none";
  static final String OTHER = "other";

  private static final Pattern PRODUCT =
      Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,31})(?=[/ ]|$)");

  static Sender of(Headers headers) {
    String key = RawHeaders.text(headers, RawHeaders.WRITE_KEY_ID);
    return new Sender(
        key == null ? NONE : key, product(RawHeaders.text(headers, RawHeaders.USER_AGENT)));
  }

  private static String product(String userAgent) {
    if (userAgent == null) {
      return NONE;
    }
    Matcher product = PRODUCT.matcher(userAgent);
    return product.lookingAt() ? product.group(1) : OTHER;
  }
}
