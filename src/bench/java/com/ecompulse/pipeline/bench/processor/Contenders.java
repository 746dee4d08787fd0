package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.bench.Bench;
import com.ecompulse.pipeline.bench.JavaProcess;
import com.ecompulse.pipeline.bench.RunningProcess;
import com.ecompulse.pipeline.bench.emitter.EmitterApplication;
import com.ecompulse.pipeline.support.PackagedApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Who competes, by the name that the table shows. */
public final class Contenders {
  public static final String PIPELINE = "this application";
  public static final String NATIVE = "this application, native";
  public static final String WITHOUT_DUPLICATES = "this application, duplicates not looked for";
  public static final String LOOP = "hand-written loop";
  public static final String STREAMS = "Kafka Streams, exactly_once_v2";
  public static final String WITH_TRANSACTION = "SmallRye, withTransaction";
  public static final String PER_RECORD = "SmallRye, a message a record (at least once)";
  public static final String PASS_THROUGH = "bytes passed through (ceiling)";

  private static final String NAME = "bench";

  /** Two of one name would fence each other. */
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private Contenders() {}

  static Map<String, Contender> all() {
    Map<String, Contender> all = new LinkedHashMap<>();
    all.put(PIPELINE, Contenders::pipeline);
    ofBinary().ifPresent(binary -> all.put(NATIVE, binary));
    all.put(WITHOUT_DUPLICATES, Contenders::withoutDuplicates);
    all.put(LOOP, (servers, group) -> loop(servers, group, "enrich"));
    all.put(STREAMS, Contenders::streams);
    all.put(
        WITH_TRANSACTION,
        (servers, group) -> EmitterApplication.get().withTransaction(servers, group));
    all.put(PER_RECORD, (servers, group) -> EmitterApplication.get().perRecord(servers, group));
    all.put(PASS_THROUGH, (servers, group) -> loop(servers, group, "bytes"));
    List<String> always = List.of(PIPELINE, LOOP, PASS_THROUGH);
    all.keySet().removeIf(name -> !always.contains(name) && !Bench.isMeasured(name));
    return all;
  }

  public static RunningProcess pipeline(String servers, String group) {
    return running(launch(servers, group, true));
  }

  public static RunningProcess withoutDuplicates(String servers, String group) {
    return running(launch(servers, group, false));
  }

  /** This application's processor, with or without an eye on duplicates. */
  public static PackagedApplication launch(String servers, String group, boolean duplicates) {
    return launch(
        servers, group, Map.of("PIPELINE_DUPLICATES_ENABLED", Boolean.toString(duplicates)));
  }

  /** This application with some settings of its own. */
  public static RunningProcess pipeline(
      String servers, String group, Map<String, String> environment) {
    return running(launch(servers, group, environment));
  }

  private static PackagedApplication launch(
      String servers, String group, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(processor(servers, group, JavaProcess.OPTIONS));
    return PackagedApplication.launch(NAME, all, Map.of());
  }

  /** This application's processor as a binary, where there is one. */
  public static Optional<Contender> ofBinary() {
    return Bench.binary().map(binary -> (servers, group) -> running(servers, group, binary));
  }

  private static RunningProcess running(String servers, String group, Path binary) {
    return running(
        PackagedApplication.launchBinary(
            binary, NAME, processor(servers, group, JavaProcess.NATIVE_OPTIONS)));
  }

  private static RunningProcess running(PackagedApplication application) {
    return new RunningProcess(application.handle(), application::close);
  }

  private static Map<String, String> processor(String servers, String group, String javaOptions) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        servers,
        "MP_MESSAGING_INCOMING_RAW_IN_GROUP_ID",
        group,
        "PIPELINE_INSTANCE_ID",
        group + "-" + INSTANCES.getAndIncrement(),
        "PIPELINE_INGEST_ENABLED",
        "false",
        "JAVA_TOOL_OPTIONS",
        javaOptions);
  }

  public static RunningProcess streams(String servers, String group) {
    return JavaProcess.of(StreamsTopology.class, servers, group);
  }

  private static RunningProcess loop(String servers, String group, String transform) {
    return JavaProcess.of(TransactionalLoop.class, servers, group, transform);
  }
}
