package com.ecompulse.pipeline.bench.door;

import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.bench.Bench;
import com.ecompulse.pipeline.bench.JavaProcess;
import com.ecompulse.pipeline.bench.Offsets;
import com.ecompulse.pipeline.bench.RunningProcess;
import com.ecompulse.pipeline.bench.Samples;
import com.ecompulse.pipeline.bench.Section;
import com.ecompulse.pipeline.bench.Size;
import com.ecompulse.pipeline.bench.Table;
import com.ecompulse.pipeline.bench.Topics;
import com.ecompulse.pipeline.bench.emitter.EmitterApplication;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.BrokerProcess;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.PipelineTopics;
import com.ecompulse.pipeline.support.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Requests and events a second with acks=all; all doors stand open, and each has its turns. */
public final class DoorSection implements Section {
  private static final String PIPELINE = "this application";
  private static final String NATIVE = "this application, native";
  private static final String EMITTER = "Quarkus, a message an event";
  private static final String CEILING = "Vert.x, body as one record (ceiling)";
  private static final List<Integer> BATCHES = List.of(1, 10, 100);
  private static final int MOST_CONNECTIONS = 128;
  private static final List<Integer> CONNECTIONS = List.of(16, MOST_CONNECTIONS);
  private static final int DIFFERENT_EVENTS = 6_400;
  private static final Duration START = Duration.ofMinutes(2);

  private final Samples requests = new Samples();
  private final Samples p50 = new Samples();
  private final Samples p99 = new Samples();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final List<RunningProcess> doors = new ArrayList<>();

  @Override
  public Table run(Size size) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (BrokerProcess broker = BrokerProcess.start();
        Admin admin = broker.clients().admin()) {
      Topics.create(admin, PipelineTopics.withReplicas(1));
      open(broker.clients().bootstrapServers());
      for (String door : ports.keySet()) {
        warmUp(vertx, door, size);
      }
      for (int round = 0; round < Integer.getInteger("bench.rounds", size.of(3, 1)); round++) {
        for (int batch : batches(size)) {
          for (int connections : connections(size)) {
            for (String door : ports.keySet()) {
              measure(vertx, admin, door, batch, connections, size);
            }
          }
        }
      }
    } finally {
      doors.forEach(RunningProcess::close);
      vertx.close();
    }
    return table(size);
  }

  private void open(String servers) {
    open(
        PIPELINE,
        PackagedApplication.launch(
            "bench-door", frontDoor(servers, JavaProcess.OPTIONS), Map.of()));
    Bench.binary()
        .ifPresent(
            binary ->
                open(
                    NATIVE,
                    PackagedApplication.launchBinary(
                        binary, "bench-door", frontDoor(servers, JavaProcess.NATIVE_OPTIONS))));
    ports.put(EMITTER, Ports.free());
    doors.add(EmitterApplication.get().frontDoor(servers, ports.get(EMITTER)));
    ports.put(CEILING, Ports.free());
    doors.add(JavaProcess.of(BytesDoor.class, servers, "" + ports.get(CEILING)));
    await("open doors").atMost(START).until(() -> ports.values().stream().allMatch(this::isOpen));
  }

  private static Map<String, String> frontDoor(String servers, String javaOptions) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        servers,
        "PIPELINE_PROCESSOR_ENABLED",
        "false",
        "JAVA_TOOL_OPTIONS",
        javaOptions);
  }

  private void open(String name, PackagedApplication application) {
    doors.add(new RunningProcess(application.handle(), application::close));
    ports.put(name, application.http().getPort());
    application.awaitReady();
  }

  private boolean isOpen(int port) {
    try (Socket socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The first lines of the table must not pay for what the JVMs have yet to compile. */
  private void warmUp(Vertx vertx, String door, Size size) throws InterruptedException {
    for (int batch : batches(size)) {
      new HttpLoad(vertx, ports.get(door), bodies(batch))
          .run(MOST_CONNECTIONS, Duration.ofMillis(size.of(5_000, 500)), Duration.ofMillis(500));
    }
  }

  private void measure(Vertx vertx, Admin admin, String door, int batch, int connections, Size size)
      throws InterruptedException {
    long before = Offsets.sum(Offsets.ends(admin, Topics.RAW));
    HttpLoad.Result result =
        new HttpLoad(vertx, ports.get(door), bodies(batch))
            .run(
                connections,
                Duration.ofMillis(size.of(1_500, 500)),
                Duration.ofMillis(size.of(2_500, 1_000)));
    long written = Offsets.sum(Offsets.ends(admin, Topics.RAW)) - before;
    if (written != result.accepted() * (door.equals(CEILING) ? 1 : batch)) {
      throw new IllegalStateException(door + ": " + written + " for " + result.accepted());
    }
    String name = name(door, batch, connections);
    requests.add(name, result.requests() / result.seconds());
    p50.add(name, result.latencyMicros().getValueAtPercentile(50) / 1e3);
    p99.add(name, result.latencyMicros().getValueAtPercentile(99) / 1e3);
    System.out.println(name + ": " + result.requests() / result.seconds() + " requests/s");
  }

  private static List<Buffer> bodies(int batch) {
    List<byte[]> events = SampleEvents.valid(batch, DIFFERENT_EVENTS, Instant.now());
    List<Buffer> bodies = new ArrayList<>();
    for (int i = 0; i + batch <= events.size(); i += batch) {
      bodies.add(
          Buffer.buffer(
              events.subList(i, i + batch).stream()
                  .map(event -> new String(event, StandardCharsets.UTF_8))
                  .collect(Collectors.joining(",", "[", "]"))));
    }
    return bodies;
  }

  private static List<Integer> batches(Size size) {
    return size.of(BATCHES, List.of(10));
  }

  private static List<Integer> connections(Size size) {
    return size.of(CONNECTIONS, List.of(16));
  }

  private Table table(Size size) {
    List<String> head = new ArrayList<>(ports.keySet());
    head.add(0, "events a request, connections");
    Table table =
        new Table(
            "Front door: requests/s (of the ceiling's), p50 / p99 ms", head.toArray(String[]::new));
    for (int batch : batches(size)) {
      for (int connections : connections(size)) {
        List<String> cells = new ArrayList<>(List.of(batch + ", " + connections));
        ports.keySet().forEach(door -> cells.add(figures(door, batch, connections)));
        table.row(cells.toArray(String[]::new));
      }
    }
    return table;
  }

  private String figures(String door, int batch, int connections) {
    String name = name(door, batch, connections);
    double ofCeiling = requests.median(name) / requests.median(name(CEILING, batch, connections));
    return "%s (%s), %s / %s"
        .formatted(
            Table.count(requests.median(name)),
            Table.ratio(ofCeiling),
            Table.oneDecimal(p50.median(name)),
            Table.oneDecimal(p99.median(name)));
  }

  private static String name(String door, int batch, int connections) {
    return door + " " + batch + " " + connections;
  }
}
