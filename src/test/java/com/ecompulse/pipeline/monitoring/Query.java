package com.ecompulse.pipeline.monitoring;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a query in Prometheus' language names. */
record Query(String text) {
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring) \\(([^)]*)\\)");

  /** A name that is no function's; all of the meters have an underscore. */
  private static final Pattern SELECTOR =
      Pattern.compile("\\b([a-z]+_\\w+)\\b(?! *\\()(?:\\{([^}]*)})?");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");

  /** A meter and what its labels must be. */
  record Selector(String meter, List<Matcher> matchers) {}

  /** What one label must be. */
  record Matcher(String label, String operator, String value) {
    boolean matches(String found) {
      return operator.equals("=") ? value.equals(found) : found != null && found.matches(value);
    }
  }

  List<Selector> selectors() {
    return SELECTOR
        .matcher(GROUPING.matcher(text).replaceAll(""))
        .results()
        .map(found -> new Selector(found.group(1), matchers(found.group(2))))
        .toList();
  }

  Set<String> groupedBy() {
    return GROUPING
        .matcher(MATCHERS.matcher(text).replaceAll(""))
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(",")))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private static List<Matcher> matchers(String text) {
    return text == null
        ? List.of()
        : MATCHER
            .matcher(text)
            .results()
            .map(found -> new Matcher(found.group(1), found.group(2), found.group(3)))
            .toList();
  }
}
