package com.ecompulse.pipeline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by name, several of each: one a round. */
public final class Samples {
  private final Map<String, List<Double>> byName = new LinkedHashMap<>();

  public void add(String name, double figure) {
    byName.computeIfAbsent(name, first -> new ArrayList<>()).add(figure);
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  public double median(String name) {
    List<Double> sorted = byName.get(name).stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
