package com.ecompulse.pipeline.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.enrich.Steps;
import com.ecompulse.pipeline.event.SampleEvents;
import com.ecompulse.pipeline.support.EventClient;
import com.ecompulse.pipeline.support.KafkaClusterResource;
import com.ecompulse.pipeline.support.OperatorClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the running application tells its scraper, and whether rules and dashboard ask for that. */
@QuarkusTest
@TestProfile(MetersIT.WithEveryMeter.class)
@QuarkusTestResource(KafkaClusterResource.class)
class MetersIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** What the scraper adds. */
  private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance");

  /**
   * Asks for no upgrade to HTTP/2: of a request that does, Vert.x counts the answer and, now and
   * then, the end of the stream besides, with the status RESET.
   */
  private static final HttpClient HTTP_1 =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The application with what has meters of its own, and is off by default. */
  public static class WithEveryMeter implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "pipeline.operators.token", OperatorClient.TOKEN,
          "pipeline.enrichment.customer.enabled", "true",
          "pipeline.enrichment.product.enabled", "true",
          "pipeline.enrichment.location.database", "no-such-file.mmdb");
    }
  }

  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "quarkus.management.test-port")
  int managementPort;

  private URI http;
  private EventClient client;

  @BeforeEach
  void oneOfEverything() throws Exception {
    http = URI.create("http://localhost:" + port);
    client = new EventClient(http);
    double before = scrape().sum("ecompulse_events_consumed_total");
    client.post(SampleEvents.valid(1, 50, Instant.now()));
    client.post("[{},null]");
    send("POST", "/topics/ecommerce-events", "{\"records\":[{\"value\":{}}]}");
    send("POST", "/topics/nowhere", "{}");
    await()
        .atMost(SOON)
        .until(
            () ->
                scrape().sum("ecompulse_events_consumed_total") >= before + 53
                    && scrape().named("ecompulse_consumer_lag").count() == 24);
    replayALetter();
  }

  private void replayALetter() throws Exception {
    double before = scrape().sum("ecompulse_dead_letters_replayed_total");
    send(
        request("POST", "/dead-letters/replays", "{\"letters\":[{\"partition\":0,\"offset\":0}]}")
            .header("Authorization", "Bearer " + OperatorClient.TOKEN));
    await()
        .atMost(SOON)
        .until(() -> scrape().sum("ecompulse_dead_letters_replayed_total") > before);
  }

  @Test
  void everyMeterAndLabelOfTheRulesAndTheDashboardIsThere() throws Exception {
    // Given
    Scrape scrape = scrape();
    Stream<String> queries =
        Stream.concat(
            AlertRules.all().stream().map(AlertRules.Rule::expr),
            Dashboard.curves().stream().map(Dashboard.Curve::sent));

    // When, Then
    assertThat(queries.map(Query::new))
        .hasSizeGreaterThan(40)
        .allSatisfy(q -> assertNamed(q, scrape));
  }

  @Test
  void everyLabelOfALegendIsOneThatItsQueryGroupsBy() {
    assertThat(Dashboard.curves())
        .allSatisfy(
            curve ->
                assertThat(new Query(curve.expr()).groupedBy())
                    .containsAll(
                        LEGEND_LABEL
                            .matcher(curve.legend())
                            .results()
                            .map(label -> label.group(1))
                            .toList()));
  }

  @Test
  void latenciesAreHistogramsFromOneMillisecondToAMinute() throws Exception {
    // Given
    Scrape scrape = scrape();

    // When, Then
    assertThat(
            List.of(
                "ecompulse_event_delivery_seconds",
                "ecompulse_event_end_to_end_seconds",
                "ecompulse_batch_seconds",
                "http_server_requests_seconds"))
        .allSatisfy(
            name ->
                assertThat(
                        scrape
                            .named(name + "_bucket")
                            .map(bucket -> bucket.labels().get("le"))
                            .distinct()
                            .toList())
                    .startsWith("0.001", "0.002", "0.005")
                    .endsWith("20.0", "60.0", "+Inf"));
  }

  /** What appears with its first count has no rate. */
  @Test
  void eachStepTellsOfItsFailuresFromTheStart() throws Exception {
    assertThat(scrape().named("ecompulse_enrichment_failed_total"))
        .extracting(series -> series.labels().get("step"))
        .containsExactlyInAnyOrderElementsOf(
            Steps.names(
                "customer.enabled", "true",
                "product.enabled", "true",
                "location.database", "no-such-file.mmdb"));
  }

  @Test
  void nothingThatAClientSendsMakesASeriesOfItsOwn() throws Exception {
    // Given
    oddities("a");
    Set<String> before = seriesOfClients();

    // When
    oddities("b");
    oddities("c");

    // Then
    assertThat(seriesOfClients()).isEqualTo(before);
  }

  @Test
  void consumedIsEnrichedPlusDeadLetteredPlusDuplicateAtEveryScrape() throws Exception {
    // Given
    double before = scrape().sum("ecompulse_events_consumed_total");
    CompletableFuture<Void> posting = CompletableFuture.runAsync(this::postBatches);

    // When, Then
    double consumed = before;
    while (!posting.isDone() || consumed < before + 4_000) {
      assertThat(posting).isNotCompletedExceptionally();
      Scrape scrape = scrape();
      consumed = scrape.sum("ecompulse_events_consumed_total");
      assertThat(
              scrape.sum("ecompulse_events_enriched_total")
                  + scrape.sum("ecompulse_events_dead_lettered_total")
                  + scrape.sum("ecompulse_events_duplicate_total"))
          .isEqualTo(consumed);
    }
    posting.join();
  }

  private void postBatches() {
    try {
      for (int i = 0; i < 20; i++) { // the second half is sent again
        List<byte[]> batch =
            SampleEvents.mixed(100 + i % 10, 200, 0, Instant.now()).stream()
                .map(SampleEvents.Sample::value)
                .toList();
        assertThat(client.post(batch).statusCode()).isEqualTo(202);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a client may choose freely: types, topics, paths, methods, keys, agents. */
  private void oddities(String name) throws Exception {
    double before = scrape().sum("ecompulse_events_consumed_total");
    send("POST", "/events", "{\"event_type\":\"" + name + "\"}");
    client.post(event(name));
    send("POST", "/topics/" + name, "{}");
    send("GET", "/" + name, "");
    send("GET", "/dead-letters/0/" + name, "");
    send(name.toUpperCase(Locale.ROOT), "/events", "");
    send("POST", "/events?writeKey=" + name, "{");
    await().atMost(SOON).until(() -> scrape().sum("ecompulse_events_consumed_total") >= before + 2);
  }

  private static String event(String type) {
    return """
    {"event_id":"%1$s","event_type":"invented_%1$s","timestamp":"%2$s","user_id":"%1$s",\
    "session_id":"%1$s","source":"%1$s"}\
    """
        .formatted(type, Instant.now());
  }

  private Set<String> seriesOfClients() throws Exception {
    return scrape().series().stream()
        .filter(one -> one.name().startsWith("ecompulse_") || one.name().startsWith("http_server_"))
        .map(Scrape.Series::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertNamed(Query query, Scrape scrape) {
    List<Query.Selector> selectors = query.selectors();
    assertThat(selectors).as(query.text()).isNotEmpty();
    assertThat(selectors)
        .allSatisfy(
            selector ->
                assertThat(scrape.has(selector.meter(), labels -> matches(selector, labels)))
                    .as("%s in %s", selector, query.text())
                    .isTrue());
    assertThat(query.groupedBy())
        .filteredOn(label -> !OF_THE_TARGET.contains(label))
        .allSatisfy(
            label ->
                assertThat(selectors)
                    .as("%s in %s", label, query.text())
                    .anyMatch(s -> scrape.has(s.meter(), labels -> labels.containsKey(label))));
  }

  private static boolean matches(Query.Selector selector, Map<String, String> labels) {
    return selector.matchers().stream()
        .filter(matcher -> !OF_THE_TARGET.contains(matcher.label()))
        .allMatch(matcher -> matcher.matches(labels.get(matcher.label())));
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    send(request(method, path, body));
  }

  private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HTTP_1.send(request.build(), HttpResponse.BodyHandlers.discarding());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(http.resolve(path))
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  private Scrape scrape() {
    return Scrape.of(URI.create("http://localhost:" + managementPort));
  }
}
