package com.ecompulse.pipeline.bench.growth;

import com.ecompulse.pipeline.bench.Bench;
import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.bench.core.SizedEvents;
import com.ecompulse.pipeline.bench.processor.Backlog;
import com.ecompulse.pipeline.bench.processor.Contenders;
import com.ecompulse.pipeline.bench.processor.Drain;
import com.ecompulse.pipeline.enrich.Mmdb;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.KafkaClients;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** What it costs this application's processor when one thing grows, and all else stays. */
public final class GrowthSection implements Section {
  private static final int DIFFERENT_EVENTS = 6_000;
  private static final Variation USUAL = Variation.usual();
  private static final List<Variation> VARIATIONS =
      List.of(
          USUAL,
          Variation.partitions(6),
          Variation.partitions(96),
          Variation.hotUser(0.5),
          Variation.broken(0.01),
          Variation.broken(0.1),
          Variation.broken(0.5),
          Variation.bytes(300),
          Variation.bytes(4096),
          Variation.instances(2),
          Variation.instances(3),
          Variation.settings("128 KiB a partition and fetch", withSmallFetches()),
          Variation.settings("no step of the enrichment", withoutSteps()),
          Variation.settings("all steps, with tables, location and privacy", withAllSteps()));

  /** One that has a bit of all, and so runs all the code that the others do. */
  private static final List<Variation> SMALLEST =
      List.of(USUAL, Variation.all("all at once", withAllSteps()));

  private final Samples seconds = new Samples();
  private final Samples cpu = new Samples();

  @Override
  public Table run(Size size) throws Exception {
    List<Variation> variations =
        size.of(VARIATIONS, SMALLEST).stream()
            .filter(variation -> variation == USUAL || Bench.isMeasured(variation.name()))
            .toList();
    int events = Integer.getInteger("bench.events", size.of(200_000, 1_000));
    for (int round = 0; round < Integer.getInteger("bench.rounds", 1); round++) {
      for (Variation variation : variations) {
        Drain.Result result = drain(variation, events);
        seconds.add(variation.name(), result.seconds());
        cpu.add(variation.name(), result.cpuSeconds());
        System.out.println(variation.name() + ": " + result);
      }
    }
    return table(events, variations);
  }

  private static Drain.Result drain(Variation variation, int events) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start()) {
      KafkaClients clients = broker.clients();
      try (Admin admin = clients.admin()) {
        Topics.create(
            admin,
            List.of(
                new NewTopic(Topics.RAW, variation.partitions(), (short) 1),
                new NewTopic(Topics.ENRICHED, 12, (short) 1),
                new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1),
                new NewTopic("user-profiles", 12, (short) 1),
                new NewTopic("product-catalog", 12, (short) 1)));
      }
      new Backlog(values(variation), events, variation.hotUserShare()).writeTo(clients);
      return new Drain(broker)
          .run(
              (servers, group) -> Contenders.pipeline(servers, group, variation.environment()),
              variation.instances());
    }
  }

  private static Map<String, String> withSmallFetches() {
    return Map.of("MP_MESSAGING_INCOMING_RAW_IN_MAX_PARTITION_FETCH_BYTES", "131072");
  }

  private static Map<String, String> withoutSteps() {
    return Stream.of("TIME", "REVENUE", "SESSION", "TRAFFIC", "CLIENT_IP", "DEVICE", "QUALITY")
        .collect(
            Collectors.toMap(step -> "PIPELINE_ENRICHMENT_" + step + "_ENABLED", step -> "false"));
  }

  /** The tables are empty: what is found in them costs no more than what is not. */
  private static Map<String, String> withAllSteps() {
    Path database =
        new Mmdb(6)
            .with("203.0.113.0/24", Mmdb.city("DE", "BE", "State of Berlin", "Berlin"))
            .writeTo(Path.of("target", "bench-city.mmdb"));
    return Map.of(
        "PIPELINE_ENRICHMENT_CUSTOMER_ENABLED", "true",
        "PIPELINE_ENRICHMENT_PRODUCT_ENABLED", "true",
        "PIPELINE_ENRICHMENT_LOCATION_DATABASE", database.toAbsolutePath().toString(),
        "PIPELINE_ENRICHMENT_PRIVACY_REMOVE", "/properties/viewport",
        "PIPELINE_ENRICHMENT_PRIVACY_PSEUDONYMISE", "/properties/user_agent",
        "PIPELINE_ENRICHMENT_PRIVACY_KEY_ID", "k1",
        "PIPELINE_ENRICHMENT_PRIVACY_KEYS_K1", "0123456789abcdef0123456789abcdef");
  }

  private static List<byte[]> values(Variation variation) {
    if (variation.eventBytes() > 0) {
      return SizedEvents.of(DIFFERENT_EVENTS, variation.eventBytes(), Instant.now());
    }
    return SampleEvents.mixed(3, DIFFERENT_EVENTS, variation.brokenShare(), Instant.now()).stream()
        .map(SampleEvents.Sample::value)
        .toList();
  }

  private Table table(int events, List<Variation> variations) {
    Table table =
        new Table(
            "Growth: %d events, one thing changed at a time".formatted(events),
            "changed",
            "events/s",
            "events/s / unchanged",
            "CPU µs an event");
    for (Variation variation : variations) {
      table.row(
          variation.name(),
          Table.count(events / seconds.median(variation.name())),
          Table.ratio(seconds.median(USUAL.name()) / seconds.median(variation.name())),
          Table.oneDecimal(1e6 * cpu.median(variation.name()) / events));
    }
    return table;
  }
}
