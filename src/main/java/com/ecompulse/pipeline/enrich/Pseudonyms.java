package com.ecompulse.pipeline.enrich;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms by HMAC-SHA-256: {@code hmac:<key id>:<hex>}. The same text has the same one for as
 * long as the key is the same, and nobody without the key can tell the text, or make the pseudonym
 * of a guess. A text that is a pseudonym of one of the keys already stays what it is, so that an
 * event which comes again, such as by a replay, is not changed twice.
 */
final class Pseudonyms {
  static final int MIN_SECRET_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final Pattern PSEUDONYM =
      Pattern.compile("hmac:([A-Za-z0-9_-]{1,32}):[0-9a-f]{64}");

  private final String keyId;
  private final Map<String, String> secrets;
  private final ThreadLocal<Mac> macs;

  /**
   * @param keyId the key that is used
   * @param secrets by key id; the others are those of former times
   * @throws IllegalArgumentException for keys that are no good; it never tells a secret
   */
  Pseudonyms(Optional<String> keyId, Map<String, String> secrets) {
    this.keyId =
        keyId.orElseThrow(() -> new IllegalArgumentException("key-id names no key to use"));
    this.secrets = Map.copyOf(secrets);
    secrets.forEach(Pseudonyms::check);
    if (!secrets.containsKey(this.keyId)) {
      throw new IllegalArgumentException("keys." + this.keyId + " is not set, and key-id names it");
    }
    this.macs = ThreadLocal.withInitial(this::mac);
  }

  String of(String text) {
    return isPseudonym(text)
        ? text
        : "hmac:"
            + keyId
            + ':'
            + HexFormat.of().formatHex(macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean isPseudonym(String text) {
    if (!text.startsWith("hmac:")) {
      return false;
    }
    var pseudonym = PSEUDONYM.matcher(text);
    return pseudonym.matches() && secrets.containsKey(pseudonym.group(1));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secrets.get(keyId).getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static void check(String id, String secret) {
    if (!KEY_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the key id " + id + " is not of 1 to 32 letters, digits, - and _");
    }
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "keys." + id + " has fewer than " + MIN_SECRET_LENGTH + " characters");
    }
  }
}
