package com.ecompulse.pipeline.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every image of ours is; that it runs, {@code ContainerIT} shows. */
class DockerfileTest {

  static Stream<String> names() throws IOException {
    return Dockerfile.all().map(file -> file.getFileName().toString());
  }

  @Test
  void thereAreTheThreeThatQuarkusKnows() throws IOException {
    assertThat(names())
        .containsExactly("Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-micro");
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsBaseIsPinned(String name) throws IOException {
    assertThat(Dockerfile.named(name).base()).matches("[^:]+:\\d+\\.\\d+(@sha256:[0-9a-f]{64})?");
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsUserIsNotRootAndCannotChangeWhatItRuns(String name) throws IOException {
    Dockerfile image = Dockerfile.named(name);

    assertThat(image.user().id()).isGreaterThanOrEqualTo(100);
    assertThat(image.copies())
        .isNotEmpty()
        .allSatisfy(copy -> assertThat(copy.owner().id()).isZero())
        .allSatisfy(copy -> assertThat(copy.mode()).isIn(null, "0555"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsPortsAreThoseOfTheApplication(String name) throws IOException {
    // Given
    Properties settings = new Properties();
    try (InputStream file =
        Files.newInputStream(Path.of("src", "main", "resources", "application.properties"))) {
      settings.load(file);
    }

    // When, Then
    assertThat(Dockerfile.named(name).ports())
        .containsExactly(
            Integer.valueOf(settings.getProperty("quarkus.http.port")),
            Integer.valueOf(settings.getProperty("quarkus.management.port")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void itSaysWhatItIs(String name) throws IOException {
    assertThat(Dockerfile.named(name).labels())
        .containsOnlyKeys(
            "org.opencontainers.image.title",
            "org.opencontainers.image.description",
            "org.opencontainers.image.licenses");
  }

  /** The machine's own native-image makes a binary for the machine, which no container runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/docker/Dockerfile.native",
        "src/main/docker/Dockerfile.native-micro",
        "README.md"
      })
  void whoBuildsTheBinaryElsewhereThanOnLinuxIsToldHow(String text) throws IOException {
    assertThat(Files.readString(Path.of(text)).replaceAll("\\s+(# )?", " "))
        .containsPattern("anything but Linux[^.]*-Dquarkus\\.native\\.container-build=true");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatItCopiesIsSentToTheBuilder(String name) throws IOException {
    // Given
    List<String> ignore = Files.readAllLines(Path.of(".dockerignore"));

    // When, Then
    assertThat(ignore.get(0)).isEqualTo("*");
    assertThat(Dockerfile.named(name).copies())
        .allSatisfy(copy -> assertThat(ignore).anyMatch(line -> takes(line, copy.source())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN microdnf update",
        "HEALTHCHECK CMD true",
        "ADD a /b",
        "VOLUME /data",
        "USER nobody",
        "USER 1\nUSER 2",
        "COPY target /work",
        "COPY --from=build /a /b",
        "ENTRYPOINT ./application",
        "ENV A",
        "FROM ${NOBODY}",
      })
  void aStepThatIsNotUnderstoodFails(String step) {
    assertThatThrownBy(() -> Dockerfile.parse("FROM base:1.0\n" + step))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Not understood");
  }

  /** Whether a line of .dockerignore takes the source back in: {@code !a/*} takes all below a. */
  private static boolean takes(String line, String source) {
    return line.equals("!" + source)
        || line.startsWith("!")
            && line.endsWith("/*")
            && source.startsWith(line.substring(1, line.length() - 1));
  }
}
