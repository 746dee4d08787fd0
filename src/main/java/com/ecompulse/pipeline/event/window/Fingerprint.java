package com.ecompulse.pipeline.event.window;

import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.event.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What stands for an event's identity and for its session: parts of SHA-256, so that nobody can
 * choose ids that collide. Of the identity 128 bits are kept, for a collision would lose an event;
 * of the session 64, for one would only miscount it.
 *
 * <p>One object a thread, written again for each event.
 */
final class Fingerprint {
  private static final ThreadLocal<Fingerprint> OF_THREAD =
      ThreadLocal.withInitial(Fingerprint::new);

  /** In no encoded text, so that no two pairs of texts look the same. */
  private static final byte SEPARATOR = (byte) 0xFF;

  private static final int MAX_BYTES_A_CHAR = 3;

  private final MessageDigest sha256 = Sha256.newDigest();
  private final byte[] hash = new byte[sha256.getDigestLength()];
  private byte[] text = new byte[512];
  private long high;
  private long low;
  private long session;

  private Fingerprint() {}

  /** Of a valid event; good until this thread asks for the next one. */
  static Fingerprint of(RawEvent event) {
    Fingerprint print = OF_THREAD.get();
    int userEnd = print.encode(event.get(KnownMember.USER_ID).text(), 0);
    print.text[userEnd] = SEPARATOR;
    print.digest(print.encode(event.get(KnownMember.EVENT_ID).text(), userEnd + 1));
    print.high = print.longAt(0);
    print.low = print.longAt(Long.BYTES);
    print.digest(print.encode(event.get(KnownMember.SESSION_ID).text(), userEnd + 1));
    print.session = print.longAt(0);
    return print;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long session() {
    return session;
  }

  /** Each UTF-16 unit for itself, in the manner of UTF-8. Returns the end, with room behind it. */
  private int encode(String value, int from) {
    reserve(from + value.length() * MAX_BYTES_A_CHAR + 1);
    int at = from;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        text[at++] = (byte) c;
      } else {
        text[at++] = (byte) (0xE0 | c >> 12);
        text[at++] = (byte) (0x80 | c >> 6 & 0x3F);
        text[at++] = (byte) (0x80 | c & 0x3F);
      }
    }
    return at;
  }

  private void reserve(int length) {
    if (length > text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
  }

  private void digest(int length) {
    try {
      sha256.update(text, 0, length);
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e); // the array is as long as the digest
    }
  }

  private long longAt(int offset) {
    long value = 0;
    for (int i = offset; i < offset + Long.BYTES; i++) {
      value = value << Byte.SIZE | hash[i] & 0xFF;
    }
    return value;
  }
}
