package com.ecompulse.pipeline.bench;

import com.ecompulse.pipeline.bench.core.CoreSection;
import com.ecompulse.pipeline.bench.core.StepsSection;
import com.ecompulse.pipeline.bench.door.DoorSection;
import com.ecompulse.pipeline.bench.duplicates.DuplicatesSection;
import com.ecompulse.pipeline.bench.growth.GrowthSection;
import com.ecompulse.pipeline.bench.latency.LatencySection;
import com.ecompulse.pipeline.bench.letters.LettersSection;
import com.ecompulse.pipeline.bench.processor.ProcessorSection;
import com.ecompulse.pipeline.bench.reference.ReferenceSection;
import com.ecompulse.pipeline.support.QuietLogs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the benchmark that is named, or all, and prints a table for each. */
public final class Bench {
  private static final String ALL = "all";

  private Bench() {}

  /** A binary that was built before, where it is to be measured, too. */
  public static Optional<Path> binary() {
    return Optional.ofNullable(System.getProperty("bench.native"))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  /** Whether {@code -Dbench.beside} names it by a part of its name, or nothing at all. */
  public static boolean isMeasured(String name) {
    String beside = System.getProperty("bench.beside", "");
    return Stream.of(beside.split(",")).anyMatch(name::contains);
  }

  /** Ends the process whatever threads there are: 0 if all that was to be run was, else 1. */
  public static void main(String[] args) {
    QuietLogs.ofAll();
    try {
      run(args[0]);
    } catch (Exception | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(String chosen) throws Exception {
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("core", new CoreSection());
    sections.put("steps", new StepsSection());
    sections.put("processor", new ProcessorSection());
    sections.put("duplicates", new DuplicatesSection());
    sections.put("door", new DoorSection());
    sections.put("latency", new LatencySection());
    sections.put("growth", new GrowthSection());
    sections.put("letters", new LettersSection());
    sections.put("reference", new ReferenceSection());
    if (!chosen.equals(ALL) && !sections.containsKey(chosen)) {
      throw new IllegalArgumentException(
          "-Dbench=%s: there are %s and %s".formatted(chosen, ALL, sections.keySet()));
    }
    Size size = Size.valueOf(System.getProperty("bench.size", "full").toUpperCase(Locale.ROOT));
    System.out.println(Machine.description());
    for (Map.Entry<String, Section> section : sections.entrySet()) {
      if (chosen.equals(ALL) || chosen.equals(section.getKey())) {
        long begun = System.nanoTime();
        Table table = TimeLimit.run(section.getKey(), section.getValue(), size);
        System.out.println("\n" + table);
        System.out.printf(
            "%s took %d s%n", section.getKey(), (System.nanoTime() - begun) / 1_000_000_000);
      }
    }
  }
}
