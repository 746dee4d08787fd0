package com.ecompulse.pipeline.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.Health;
import com.ecompulse.pipeline.support.Metrics;
import com.ecompulse.pipeline.support.OperatorClient;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.SecuredKafka;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.topics.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over mutual TLS, on a broker that asks for rights: the service works with those that its {@code
 * KafkaUser}s have, and says which one is missing.
 */
@Tag("extended")
@Tag("native")
class RightsNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  /** Not the count of records that a table has no room for, {@code refused=0}. */
  private static final Pattern REFUSAL = Pattern.compile("(?i)authoriz|refused(?!=)");

  private static final String WRITABLE = "ecompulse_topic_writable";
  private static final Component TABLES = Component.REFERENCE_TABLES;
  private static final String PRODUCT_VIEW =
      """
      {"event_id":"view-1","event_type":"product_view","timestamp":"%s","user_id":"user_1",
       "session_id":"s","properties":{"product_id":"prod-7"}}""";

  private static SecuredKafka kafka;
  private final List<PackagedApplication> started = new ArrayList<>();

  @BeforeAll
  static void startBroker() {
    kafka = SecuredKafka.start();
    try (Admin admin = kafka.clients().admin()) {
      admin.createTopics(
          KafkaResourcesTest.specs().stream()
              .map(
                  spec ->
                      new NewTopic(spec.name(), spec.partitions(), (short) 1)
                          .configs(spec.settings()))
              .toList());
    }
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @AfterEach
  void stopAll() {
    started.forEach(PackagedApplication::close);
  }

  @Test
  void itWorksWithTheRightsOfItsUsers() throws Exception {
    // Given
    kafka.allowOnly(Stream.of(Role.INGEST, Role.PROCESSOR).flatMap(Role::rights).toList());
    PackagedApplication ingest = start(Role.INGEST);
    PackagedApplication processor = start(Role.PROCESSOR);
    ingest.awaitReady();
    processor.awaitReady();
    try (TopicReader enriched = TopicReader.fromNow(kafka.clients(), TopicSpec.ENRICHED);
        TopicReader letters = TopicReader.fromNow(kafka.clients(), TopicSpec.DEAD_LETTERS)) {

      // When
      List<byte[]> events = new ArrayList<>(SampleEvents.valid(1, 20, Instant.now()));
      events.add("{}".getBytes(UTF_8));
      int answer = new EventClient(ingest.http()).post(events).statusCode();

      // Then
      assertThat(answer).isEqualTo(202);
      enriched.awaitRecords(20, SOON);
      long offset = letters.awaitRecords(1, SOON).get(0).offset();
      OperatorClient operator = OperatorClient.of(ingest.http());
      operator.accepted(replayOf(offset));
      letters.awaitRecords(2, SOON);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(operator.read("/dead-letters/0/" + offset).toString())
                      .contains("dead-letter"));
    }
    assertThat(OperatorClient.of(processor.management()).read("/duplicates").has("total")).isTrue();
    assertThat(told(ingest)).noneMatch(REFUSAL.asPredicate());
    assertThat(told(processor)).noneMatch(REFUSAL.asPredicate());
    assertThat(List.of(ingest, processor)).allSatisfy(RightsNativeIT::assertAllItWritesIsWritable);
  }

  /** Each role writes two topics. */
  private static void assertAllItWritesIsWritable(PackagedApplication role) {
    Metrics metrics = new Metrics(role.management());
    assertThat(metrics.count(WRITABLE)).isEqualTo(2);
    assertThat(metrics.sum(WRITABLE)).isEqualTo(2);
    assertThat(told(role)).noneMatch(line -> line.contains("not writable"));
  }

  @Test
  void itKnowsCustomersAndProductsWithTheRightsThatTheirComponentAdds() throws Exception {
    // Given
    write("user-profiles", "user_1", "{\"total_spent\":1001,\"total_orders\":11}");
    write("product-catalog", "prod-7", "{\"brand\":\"Lux\"}");
    kafka.allowOnly(rights().toList());
    PackagedApplication ingest = start(Role.INGEST.with(TABLES));
    PackagedApplication processor = start(Role.PROCESSOR.with(TABLES));
    ingest.awaitReady();
    processor.awaitReady();
    try (TopicReader enriched = TopicReader.fromNow(kafka.clients(), TopicSpec.ENRICHED)) {

      // When
      new EventClient(ingest.http()).post(PRODUCT_VIEW.formatted(Instant.now()));

      // Then
      assertThat(new String(enriched.awaitRecords(1, SOON).get(0).value(), UTF_8))
          .contains("\"customer_value_segment\":\"VIP\"", "\"brand\":\"Lux\"");
    }
    assertThat(told(ingest)).noneMatch(REFUSAL.asPredicate());
    assertThat(told(processor)).noneMatch(REFUSAL.asPredicate());
  }

  static Stream<AclBinding> rights() {
    return Stream.of(Role.INGEST, Role.PROCESSOR)
        .map(role -> role.with(TABLES))
        .flatMap(Role::rights);
  }

  @ParameterizedTest
  @MethodSource("rights")
  void itSaysWhichRightIsMissing(AclBinding withheld) throws Exception {
    // Given
    kafka.allowOnly(rights().filter(right -> !right.equals(withheld)).toList());
    Role role = roleThatNeeds(withheld);

    // When
    PackagedApplication application = start(role);
    await()
        .atMost(SOON)
        .until(
            () ->
                !application.handle().isAlive()
                    || !new Health(application.management()).told().isEmpty());
    use(role, application);

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(told(application)).anyMatch(line -> names(line, withheld)));
  }

  @Test
  void withoutTheRightToItsIdAProcessorEndsAndItsSuccessorThatHasItGoesOn() throws Exception {
    // Given
    kafka.allowOnly(rights().filter(right -> !isId(right)).toList());
    PackagedApplication refused = start(Role.PROCESSOR);
    try (TopicReader enriched = TopicReader.fromNow(kafka.clients(), TopicSpec.ENRICHED)) {

      // When
      int exitCode = refused.exitCode();
      write(TopicSpec.RAW, SampleEvents.valid(3, 1, Instant.now()).get(0));
      kafka.allowOnly(rights().toList());
      start(Role.PROCESSOR);

      // Then
      assertThat(exitCode).isEqualTo(1);
      enriched.awaitRecords(1, SOON);
    }
  }

  private static Role roleThatNeeds(AclBinding right) {
    return Stream.of(Role.INGEST, Role.PROCESSOR)
        .filter(role -> role.rights().anyMatch(right::equals))
        .findFirst()
        .orElse(Role.PROCESSOR.with(TABLES));
  }

  /** What needs each of the role's rights; most of it fails without one. */
  private static void use(Role role, PackagedApplication application) throws Exception {
    if (role.name().equals(Role.PROCESSOR.name())) {
      write(TopicSpec.RAW, SampleEvents.valid(2, 1, Instant.now()).get(0));
      write(TopicSpec.RAW, "{}".getBytes(UTF_8));
      return;
    }
    long letter = write(TopicSpec.DEAD_LETTERS, "{}".getBytes(UTF_8));
    OperatorClient operator = OperatorClient.of(application.http());
    new EventClient(application.http()).post("{}");
    operator.get("/dead-letters");
    operator.replay(replayOf(letter));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> operator.get("/dead-letters/0/" + letter).statusCode() != 404);
  }

  /** Whether a line says that this is refused, and what it is. */
  private static boolean names(String line, AclBinding right) {
    String name = isId(right) ? "transactional id" : right.pattern().name();
    return REFUSAL.matcher(line).find() && line.toLowerCase(Locale.ROOT).contains(name);
  }

  private static boolean isId(AclBinding right) {
    return right.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID;
  }

  private PackagedApplication start(Role role) {
    PackagedApplication application = role.launch(kafka);
    started.add(application);
    return application;
  }

  /** Its log, and what it answers to probes. */
  private static List<String> told(PackagedApplication application) {
    return Stream.concat(application.lines(), new Health(application.management()).told().lines())
        .toList();
  }

  private static String replayOf(long offset) {
    return "{\"letters\":[{\"partition\":0,\"offset\":%d}]}".formatted(offset);
  }

  private static long write(String topic, byte[] value) throws Exception {
    return write(new ProducerRecord<>(topic, value));
  }

  private static void write(String topic, String key, String value) throws Exception {
    write(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private static long write(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (Producer<byte[], byte[]> producer = kafka.clients().producer()) {
      return producer.send(record).get().offset();
    }
  }
}
