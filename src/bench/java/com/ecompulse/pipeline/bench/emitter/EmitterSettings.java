package com.ecompulse.pipeline.bench.emitter;

import com.ecompulse.pipeline.bench.ClientSettings;
import com.ecompulse.pipeline.bench.Topics;
import java.util.Map;
import java.util.StringJoiner;

/** The emitters' {@code application.properties}: the pipeline's Kafka settings on its channels. */
final class EmitterSettings {
  private static final String CORE =
      "com.ecompulse.pipeline.enrich.*,com.ecompulse.pipeline.reference.*";

  private EmitterSettings() {}

  static String text() {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("quarkus.application.name=emitter");
    lines.add("quarkus.banner.enabled=false");
    lines.add("quarkus.kafka.devservices.enabled=false");
    // The core's classes are called, not injected.
    lines.add("quarkus.arc.exclude-types=" + CORE);
    // While it is built it sees Kafka Streams beside it, which it will not have when it runs.
    lines.add("quarkus.micrometer.binder.kafka.enabled=false");
    // As the pipeline has it: on by default, it would trace each request.
    lines.add("quarkus.otel.sdk.disabled=true");
    lines.add("quarkus.log.category.\"org.apache.kafka\".level=WARN");
    incoming(
        lines,
        "batches-in",
        Map.of("batch", "true", "commit-strategy", "ignore", "failure-strategy", "fail"));
    incoming(
        lines,
        "records-in",
        Map.of(
            "commit-strategy", "throttled",
            // Every 5 s by default; the drain ends with the last commit.
            "auto.commit.interval.ms", "100",
            "failure-strategy", "dead-letter-queue",
            "dead-letter-queue.topic", Topics.DEAD_LETTERS,
            "dead-letter-queue.acks", "all"));
    outgoing(lines, "batches-out", Topics.ENRICHED, ClientSettings.enrichedOut());
    lines.add("mp.messaging.outgoing.batches-out.transactional.id=${BENCH_GROUP}");
    outgoing(lines, "records-out", Topics.ENRICHED, ClientSettings.enrichedOut());
    Map<String, Object> rawOut = ClientSettings.rawOut();
    // This producer sends off the event loop, and may wait for metadata.
    rawOut.put("max.block.ms", "10000");
    outgoing(lines, "events-out", Topics.RAW, rawOut);
    return lines.toString();
  }

  private static void incoming(StringJoiner lines, String channel, Map<String, String> own) {
    String prefix = "mp.messaging.incoming." + channel + ".";
    lines.add(prefix + "connector=smallrye-kafka");
    lines.add(prefix + "enabled=false");
    // As the pipeline has it: on by default, and dear.
    lines.add(prefix + "cloud-events=false");
    lines.add(prefix + "tracing-enabled=false");
    lines.add(prefix + "topic=" + Topics.RAW);
    lines.add(prefix + "group.id=${BENCH_GROUP}");
    ClientSettings.rawIn().forEach((name, value) -> lines.add(prefix + name + "=" + value));
    own.forEach((name, value) -> lines.add(prefix + name + "=" + value));
  }

  private static void outgoing(
      StringJoiner lines, String channel, String topic, Map<String, Object> client) {
    String prefix = "mp.messaging.outgoing." + channel + ".";
    lines.add(prefix + "connector=smallrye-kafka");
    lines.add(prefix + "tracing-enabled=false");
    lines.add(prefix + "topic=" + topic);
    client.forEach((name, value) -> lines.add(prefix + name + "=" + value));
  }
}
