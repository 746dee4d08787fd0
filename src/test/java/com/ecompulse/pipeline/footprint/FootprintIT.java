package com.ecompulse.pipeline.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedPipeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures start, memory and size, and prints the table of the README: {@code ./mvnw verify
 * -Dnative -Pfootprint}. Nothing but memory has a limit here: times are the machine's, too.
 */
@Tag("footprint")
class FootprintIT {
  private static final int STARTS = Integer.getInteger("footprint.starts", 7);
  private static final Duration LOADED =
      Duration.ofSeconds(Integer.getInteger("footprint.seconds", 30));

  /** Where it is set, the binary is measured with these options, and these, beside each other. */
  private static final String OPTIONS = System.getProperty("footprint.options");

  private static final int CLIENTS = 16;
  private static final int BATCH = 100;
  private static final double LARGEST_NATIVE_MIB = 256;

  /** Milliseconds, MiB, events a second and bytes. */
  private record Footprint(
      Packaging packaging, double ready, double idle, double loaded, double rate) {}

  /** Batches of all clients: an event that came again would cost less. */
  private static final AtomicLong SENT = new AtomicLong();

  @Test
  void theNativeBinaryBesideTheJar() throws Exception {
    // Given
    List<Packaging> packagings = OPTIONS == null ? nativeAndJar() : nativeWith(OPTIONS);
    // The brokers run in this JVM: the first must not pay for what the others find compiled.
    measure(packagings.get(0));

    // When
    List<Footprint> footprints = new ArrayList<>();
    for (Packaging packaging : packagings) {
      footprints.add(measure(packaging));
    }

    // Then
    print(footprints);
    assertThat(footprints.get(0).loaded()).isLessThan(LARGEST_NATIVE_MIB);
  }

  private static List<Packaging> nativeAndJar() throws Exception {
    return List.of(
        Packaging.nativeBinary("native"),
        Packaging.fastJar("fast-jar"),
        Packaging.fastJar("fast-jar, AppCDS", "-XX:SharedArchiveFile=" + archive()));
  }

  private static List<Packaging> nativeWith(String alternatives) {
    return Stream.of(alternatives.split(";"))
        .map(options -> Packaging.nativeBinary("native " + options, options.split(" ")))
        .toList();
  }

  /** What a first run has loaded, for the next ones to map into memory. */
  private static Path archive() throws Exception {
    Path archive = Files.createDirectories(Path.of("target", "footprint")).resolve("app.jsa");
    Packaging training = Packaging.fastJar("training", "-XX:ArchiveClassesAtExit=" + archive);
    try (KafkaCluster cluster = KafkaCluster.start(1);
        Run run = new Run(training, environment(cluster))) {
      run.awaitAllPartitions();
      new EventClient(run.http()).post(SampleEvents.valid(1, BATCH, Instant.now()));
    }
    assertThat(archive).exists();
    return archive;
  }

  /** With brokers of its own: a process that finds another's events reads them again. */
  private static Footprint measure(Packaging packaging) throws Exception {
    try (KafkaCluster cluster = KafkaCluster.start(1)) {
      return measure(packaging, environment(cluster));
    }
  }

  private static Footprint measure(Packaging packaging, Map<String, String> environment)
      throws Exception {
    List<Double> ready = new ArrayList<>();
    for (int start = 1; start < STARTS; start++) {
      try (Run run = new Run(packaging, environment)) {
        ready.add(run.readyMillis());
      }
    }
    try (Run run = new Run(packaging, environment)) {
      ready.add(run.readyMillis());
      run.awaitAllPartitions();
      double idle = run.rss();
      double rate = load(run.http());
      return new Footprint(packaging, median(ready), idle, run.peakRss(), rate);
    }
  }

  /** Posts as fast as it is answered, and gives the events a second that were accepted. */
  private static double load(URI http) throws Exception {
    List<byte[]> events = SampleEvents.valid(1, BATCH, Instant.now());
    long end = System.nanoTime() + LOADED.toNanos();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Integer>> accepted =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> clients.submit(() -> post(http, events, end)))
              .toList();
      int all = 0;
      for (Future<Integer> ofOne : accepted) {
        all += ofOne.get();
      }
      return all / (double) LOADED.toSeconds();
    } finally {
      clients.shutdownNow();
    }
  }

  private static int post(URI http, List<byte[]> events, long end) throws Exception {
    EventClient client = new EventClient(http);
    int accepted = 0;
    while (System.nanoTime() < end) {
      long batch = SENT.getAndIncrement();
      List<byte[]> own = events.stream().map(e -> SampleEvents.renumbered(e, batch)).toList();
      accepted += client.post(own).statusCode() == 202 ? own.size() : 0;
    }
    return accepted;
  }

  private static void print(List<Footprint> footprints) throws IOException {
    Footprint base = footprints.get(0);
    System.out.printf("starts=%d load=%s clients=%d, %s%n", STARTS, LOADED, CLIENTS, busy());
    System.out.println("| | start to ready | RSS idle | RSS loaded | accepted | on disk |");
    System.out.println("|---|---|---|---|---|---|");
    for (Footprint f : footprints) {
      System.out.printf(
          "| %s | %.0f ms (%.1f) | %.0f MiB (%.1f) | %.0f MiB (%.1f) | %.0f events/s (%.1f) | %.0f"
              + " MiB (%.1f) |%n",
          f.packaging().name(),
          f.ready(),
          f.ready() / base.ready(),
          f.idle(),
          f.idle() / base.idle(),
          f.loaded(),
          f.loaded() / base.loaded(),
          f.rate(),
          f.rate() / base.rate(),
          f.packaging().size() / 1024.0 / 1024,
          f.packaging().size() / (double) base.packaging().size());
    }
  }

  /** What else the machine did meanwhile belongs to the numbers. */
  private static String busy() throws IOException {
    return "cores=%d load average=%s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Map<String, String> environment(KafkaCluster cluster) {
    return PackagedPipeline.onOneBroker(cluster, Map.of("PIPELINE_INGEST_OPEN", "true"));
  }
}
