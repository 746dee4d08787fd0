package com.ecompulse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ecompulse.pipeline.support.Certificates;
import com.ecompulse.pipeline.support.PackagedApplication;
import com.ecompulse.pipeline.support.Ports;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS by Quarkus's TLS registry, as the README says; it needs no broker. */
@Tag("extended")
@Tag("native")
class HttpsNativeIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void aRenewedCertificateIsServedWithoutARestart() throws Exception {
    // Given
    Certificates certificates = new Certificates(directory);
    Path own = certificates.sign("ingest");
    int port = Ports.free();
    URI door = URI.create("https://localhost:" + port + "/q/openapi");
    SSLContext trust = trust(certificates.authority());
    try (PackagedApplication application =
        PackagedApplication.launch("https", environment(own, port), Map.of())) {
      await().atMost(SOON).ignoreExceptions().until(() -> served(door, trust) != null);
      X509Certificate before = served(door, trust);

      // When
      certificates.sign("ingest");

      // Then
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(served(door, trust).getSerialNumber())
                      .isNotEqualTo(before.getSerialNumber()));
      assertThat(application.isAlive()).isTrue();
    }
  }

  private static Map<String, String> environment(Path certificate, int port) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        "localhost:" + Ports.free(),
        "QUARKUS_HTTP_SSL_PORT",
        Integer.toString(port),
        "QUARKUS_HTTP_TLS_CONFIGURATION_NAME",
        "http",
        "QUARKUS_HTTP_INSECURE_REQUESTS",
        "disabled",
        "QUARKUS_TLS_HTTP_KEY_STORE_PEM__0__CERT",
        certificate.resolve("user.crt").toString(),
        "QUARKUS_TLS_HTTP_KEY_STORE_PEM__0__KEY",
        certificate.resolve("user.key").toString(),
        "QUARKUS_TLS_HTTP_RELOAD_PERIOD",
        "1S");
  }

  private static X509Certificate served(URI door, SSLContext trust) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newBuilder()
            .sslContext(trust)
            .build()
            .send(HttpRequest.newBuilder(door).build(), HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  private static SSLContext trust(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
