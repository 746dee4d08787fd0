package com.ecompulse.pipeline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown, as the README shows it. */
public final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  public Table(String title, String... columns) {
    this.title = title;
    this.columns = columns.length;
    rows.add(List.of(columns));
    rows.add(List.of(columns).stream().map(column -> "---").toList());
  }

  public void row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns + " columns");
    }
    rows.add(List.of(cells));
  }

  public static String count(double number) {
    return number < 9_950
        ? String.format(Locale.ROOT, "%.1f k", number / 1e3)
        : String.format(Locale.ROOT, "%.0f k", number / 1e3);
  }

  public static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  public static String oneDecimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  @Override
  public String toString() {
    return rows.stream()
        .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
        .collect(Collectors.joining("\n", title + "\n\n", "\n"));
  }
}
