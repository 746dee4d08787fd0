package com.ecompulse.pipeline.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Lets a line of Kafka's clients through that was not said lately, else counts it: while the
 * brokers are away, each client tells of each try to connect, and of each request that it gives up.
 * The next line of its kind says how many were left out. Lines are of one kind when they differ in
 * numbers alone.
 */
@LoggingFilter(name = "repeated-lines")
public final class RepeatedLines implements Filter {
  private static final String CHATTY = "org.apache.kafka.";
  private static final Pattern NUMBERS = Pattern.compile("\\d+");
  private static final int COMPARED_CHARACTERS = 200;

  /** What Kafka's clients can say is bounded; this is for what they make of names and addresses. */
  private static final int MOST_KINDS = 500;

  private final Map<String, Repetition> kinds = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  public RepeatedLines() {
    this(System::nanoTime);
  }

  RepeatedLines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    String logger = line.getLoggerName();
    if (logger == null || !logger.startsWith(CHATTY) || line.getMessage() == null) {
      return true;
    }
    int leftOut = kind(logger + ' ' + line.getMessage()).say(nanoTime.getAsLong());
    if (leftOut > 0) {
      line.setMessage(line.getMessage() + " (" + leftOut + " such lines left out)");
    }
    return leftOut >= 0;
  }

  private Repetition kind(String text) {
    if (kinds.size() >= MOST_KINDS) {
      kinds.clear();
    }
    String start = text.substring(0, Math.min(COMPARED_CHARACTERS, text.length()));
    return kinds.computeIfAbsent(NUMBERS.matcher(start).replaceAll("#"), kind -> new Repetition());
  }
}
