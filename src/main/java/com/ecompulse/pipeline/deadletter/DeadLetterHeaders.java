package com.ecompulse.pipeline.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a dead letter. The first block are the names that SmallRye's own dead-letter queue
 * writes, so that tools made for it read ours; the second block is ours.
 */
public final class DeadLetterHeaders {
  public static final String TOPIC = "dead-letter-topic";
  public static final String PARTITION = "dead-letter-partition";
  public static final String OFFSET = "dead-letter-offset";
  public static final String REASON = "dead-letter-reason";
  public static final String EXCEPTION_CLASS_NAME = "dead-letter-exception-class-name";

  /** The failure's tag, one of a small fixed set. */
  public static final String FAILURE = "dead-letter-failure";

  /** JSON array of {@code {"path","rule","message"}}. */
  public static final String VIOLATIONS = "dead-letter-violations";

  /** When the letter was written, epoch milliseconds. */
  public static final String TIMESTAMP = "dead-letter-timestamp";

  /** 1 for the first letter of an event, one more for each replay that failed again. */
  public static final String ATTEMPT = "dead-letter-attempt";

  /**
   * Present only where the payload had to be cut, be it to nothing since it cannot be told without
   * what is withheld: its size before the cut, in bytes.
   */
  public static final String ORIGINAL_SIZE = "dead-letter-original-size";

  /** Present only where the key had no room and was left out: its size, in bytes. */
  public static final String ORIGINAL_KEY_SIZE = "dead-letter-original-key-size";

  /** Present only where the raw record's headers had no room and were left out: their size. */
  public static final String ORIGINAL_HEADERS_SIZE = "dead-letter-original-headers-size";

  private DeadLetterHeaders() {}

  /** Replaces whatever came under the same name: a client cannot forge it. */
  static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
