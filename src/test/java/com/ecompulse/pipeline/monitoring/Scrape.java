package com.ecompulse.pipeline.monitoring;

import com.ecompulse.pipeline.support.Metrics;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one scrape of the application told. */
record Scrape(List<Series> series) {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line of it. */
  record Series(String name, Map<String, String> labels, double value) {
    /** Without its value. */
    String id() {
      return name + labels;
    }
  }

  /** Scrapes the application whose management address this is. */
  static Scrape of(URI management) {
    return parse(new Metrics(management).scrape());
  }

  private static Scrape parse(String text) {
    return new Scrape(
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(line -> series(line.group(1), line.group(2), line.group(3)))
            .toList());
  }

  private static Series series(String name, String labels, String value) {
    Map<String, String> all =
        LABEL
            .matcher(labels == null ? "" : labels)
            .results()
            .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    return new Series(
        name,
        all,
        Double.parseDouble(value.replace("+Inf", "Infinity").replace("-Inf", "-Infinity")));
  }

  Stream<Series> named(String name) {
    return series.stream().filter(one -> one.name().equals(name));
  }

  double sum(String name) {
    return named(name).mapToDouble(Series::value).sum();
  }

  boolean has(String name, Predicate<Map<String, String>> labels) {
    return named(name).anyMatch(one -> labels.test(one.labels()));
  }
}
