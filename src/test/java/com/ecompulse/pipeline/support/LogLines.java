package com.ecompulse.pipeline.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What one class logs from now on, a line each: the level and the message. */
public final class LogLines extends Handler {
  private static final Formatter LINE = new PatternFormatter("%p %s");

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Throwable> causes = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  public static LogLines of(Class<?> logging) {
    LogLines lines = new LogLines(Logger.getLogger(logging.getName()));
    lines.logger.addHandler(lines);
    return lines;
  }

  /** The lines so far; more come as they are logged. */
  public List<String> lines() {
    return lines;
  }

  /** Those of the lines so far that were logged with one, and so with where it was. */
  public List<Throwable> causes() {
    return causes;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(LINE.format(line));
    if (line.getThrown() != null) {
      causes.add(line.getThrown());
    }
  }

  @Override
  public void flush() {}

  /** Listens no more. */
  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
