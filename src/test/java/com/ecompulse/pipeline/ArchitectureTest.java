package com.ecompulse.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree is the data path: what may lean on what. */
class ArchitectureTest {
  private static final String BASE = "com.ecompulse.pipeline";
  private static final int LONGEST_FILE = 200;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** Each package and the ones of ours that it may use. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("event", List.of()),
          Map.entry("raw", List.of()),
          Map.entry("config", List.of("event")),
          Map.entry("enrich", List.of("event", "config", "telemetry", "reference")),
          Map.entry("reference", List.of("event", "config", "telemetry", "kafka")),
          Map.entry("telemetry", List.of("event")),
          Map.entry("kafka", List.of()),
          Map.entry("topics", List.of("config", "telemetry", "kafka")),
          Map.entry(
              "deadletter",
              List.of("event", "raw", "config", "telemetry", "kafka", "topics", "ingest")),
          Map.entry("ingest", List.of("event", "raw", "config", "telemetry", "kafka", "topics")),
          Map.entry(
              "process",
              List.of(
                  "event",
                  "enrich",
                  "reference",
                  "raw",
                  "config",
                  "telemetry",
                  "kafka",
                  "topics",
                  "deadletter")),
          Map.entry("dev", List.of()));

  static Stream<String> packages() {
    return ARROWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyThoseItMay(String name) {
    String[] others =
        packages()
            .filter(other -> !other.equals(name) && !ARROWS.get(name).contains(other))
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(MAIN);
  }

  @Test
  void everyPackageIsKnownHere() {
    classes()
        .should()
        .resideInAnyPackage(packages().map(ArchitectureTest::in).toArray(String[]::new))
        .check(MAIN);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theCoreIsPure() {
    classes()
        .that()
        .resideInAPackage(in("event"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson.core..", in("event"))
        .check(MAIN);
  }

  @Test
  void theCoreHasNoClock() {
    noClasses()
        .that()
        .resideInAPackage(in("event"))
        .should()
        .accessTargetWhere(describe("the time is asked for", ArchitectureTest::asksForTheTime))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(MAIN);
  }

  /** Called, or named as what is to be called. */
  private static boolean asksForTheTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return owner.equals("java.lang.System") && name.matches("currentTimeMillis|nanoTime")
        || owner.startsWith("java.time.") && name.equals("now");
  }

  @Test
  void kafkaIsKnownOnlyWhereRecordsAre() {
    noClasses()
        .that()
        .resideInAnyPackage(in("event"), in("config"), in("telemetry"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive..")
        .check(MAIN);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|DTO)")
        .check(MAIN);
  }

  @Test
  void filesAreShort() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .filteredOn(file -> file.startsWith("src/main"))
          .allSatisfy(
              file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }
  }

  private static String in(String name) {
    return BASE + "." + name + "..";
  }
}
