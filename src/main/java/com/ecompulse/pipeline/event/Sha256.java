package com.ecompulse.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: stands for what must not be kept, or would be long. */
public final class Sha256 {
  private Sha256() {}

  /** For what comes in several parts; one thread's. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes for a text in UTF-8. */
  public static byte[] of(String text) {
    return newDigest().digest(text.getBytes(UTF_8));
  }

  /** The 64 hexadecimal digits for some bytes. */
  public static String hexOf(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }
}
