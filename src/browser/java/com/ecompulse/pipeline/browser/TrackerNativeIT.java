package com.ecompulse.pipeline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecompulse.pipeline.support.KafkaCluster;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.TopicReader;
import com.ecompulse.pipeline.support.guarantee.ReadRecord;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A shop's page in a real browser, of another origin than the front door. */
class TrackerNativeIT {
  private static final String KEY = "web-k3y";
  private static final String KEY_SHA256 =
      "bfe84b9fb0d02390db3e80535c8e207a9b84c798e0f42bea0c3dabad84e7faf1";
  private static final int BY_FETCH = 30;
  private static final int BY_BEACON = 7;

  @Test
  void everyEventOfAPageThatIsLeftComesOutEnriched() throws Exception {
    try (KafkaCluster cluster = KafkaCluster.start(1);
        ShopSite shop = ShopSite.open();
        PackagedApplication application = frontDoor(cluster, shop);
        TopicReader enriched = TopicReader.fromNow(cluster.clients(), "ecommerce-events-enriched");
        Playwright playwright = Playwright.create(withoutDownload());
        Browser browser = playwright.chromium().launch(installed())) {
      // Given
      Page page = browser.newPage();
      page.navigate(shop.page(application.http().resolve("/topics/ecommerce-events"), KEY));

      // When
      page.evaluate("n => { for (let i = 0; i < n; i++) track('e' + i); }", BY_FETCH + BY_BEACON);
      page.evaluate("() => flush()");
      page.navigate("about:blank");

      // Then
      assertThat(ids(enriched))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, BY_FETCH + BY_BEACON).mapToObj(i -> "e" + i).toList());
    }
  }

  private static List<String> ids(TopicReader enriched) {
    return enriched.awaitRecords(BY_FETCH + BY_BEACON, Duration.ofSeconds(60)).stream()
        .map(record -> ReadRecord.of(record).eventId())
        .toList();
  }

  private static PackagedApplication frontDoor(KafkaCluster cluster, ShopSite shop) {
    PackagedApplication application =
        PackagedApplication.launch(
            "browser",
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "PIPELINE_TOPICS_PROVISION", "true",
                "PIPELINE_TOPICS_REPLICATION_FACTOR", "1",
                "PIPELINE_INGEST_OPEN", "false",
                "QUARKUS_HTTP_CORS_ORIGINS", shop.origin()),
            Map.of(
                "pipeline.ingest.write-keys.web.sha256",
                KEY_SHA256,
                "pipeline.ingest.write-keys.web.origins",
                shop.origin()));
    application.awaitReady();
    return application;
  }

  private static Playwright.CreateOptions withoutDownload() {
    return new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
  }

  private static BrowserType.LaunchOptions installed() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of(System.getProperty("browser.executable")))
        .setHeadless(true)
        .setArgs(List.of("--no-sandbox"));
  }
}
