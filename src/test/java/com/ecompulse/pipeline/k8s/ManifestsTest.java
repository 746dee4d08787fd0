package com.ecompulse.pipeline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest is what it says it is, and kustomize finds what it is told to look for. */
class ManifestsTest {
  /** Rules by themselves, for promtool; they are the Prometheus operator's as well. */
  private static final String NO_MANIFEST = "rules";

  static List<Manifest> manifests() {
    return Manifest.all();
  }

  static List<Manifest> kustomizations() {
    return manifests().stream()
        .filter(manifest -> manifest.source().endsWith("ustomization.yaml"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyMemberIsKnownToItsKind(Manifest manifest) {
    assertThat(manifest.strict()).isNotNull();
  }

  @Test
  void aMemberThatItsKindDoesNotKnowIsFound() {
    // Given
    String misspelt =
        """
        apiVersion: apps/v1
        kind: Deployment
        spec:
          template:
            spec:
              containers:
                - name: pipeline
                  readinesProbe:
                    httpGet:
                      path: /q/health/ready
        """;

    // When
    Manifest manifest = Manifest.of("misspelt", misspelt).findFirst().orElseThrow();

    // Then
    assertThatThrownBy(manifest::strict).hasMessageContaining("readinesProbe");
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void whatAKustomizationNamesIsThere(Manifest manifest) {
    Path directory = Path.of(manifest.source()).getParent();
    assertThat(manifest.as(Kustomization.class).references())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(directory.resolve(name.replaceFirst(".*=", ""))).exists());
  }

  @Test
  void everyFileIsNamedByAKustomization() {
    List<Path> named =
        kustomizations().stream()
            .flatMap(
                manifest ->
                    manifest
                        .as(Kustomization.class)
                        .references()
                        .map(
                            name ->
                                Path.of(manifest.source())
                                    .resolveSibling(name.replaceFirst(".*=", ""))
                                    .normalize()))
            .toList();
    assertThat(Manifest.files())
        .filteredOn(file -> !file.endsWith("kustomization.yaml"))
        .filteredOn(file -> !file.getFileName().toString().startsWith(NO_MANIFEST))
        .allSatisfy(file -> assertThat(named).contains(file));
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void whatAPatchIsLaidOverIsThere(Manifest manifest) {
    for (Kustomization.Patch patch :
        Kustomization.orNone(manifest.as(Kustomization.class).patches())) {
      Kustomization.Target target = patch.target() == null ? own(manifest, patch) : patch.target();
      assertThat(resources())
          .as("what %s of %s is laid over", patch.path(), manifest.source())
          .anyMatch(
              resource ->
                  Pattern.matches(target.kind(), resource.kind())
                      && (target.name() == null || target.name().equals(resource.name())));
    }
  }

  /** Without a target a patch says itself what it is laid over. */
  private static Kustomization.Target own(Manifest manifest, Kustomization.Patch patch) {
    Path file = Path.of(manifest.source()).resolveSibling(patch.path());
    assertThat(Files.exists(file)).isTrue();
    Manifest laidOver = Manifest.of(patch.path(), Manifest.text(file)).findFirst().orElseThrow();
    return new Kustomization.Target(laidOver.kind(), laidOver.name());
  }

  private static Stream<Manifest> resources() {
    return kustomizations().stream()
        .flatMap(
            manifest ->
                Kustomization.orNone(manifest.as(Kustomization.class).resources()).stream()
                    .map(name -> Path.of(manifest.source()).resolveSibling(name)))
        .filter(Files::isRegularFile)
        .flatMap(file -> Manifest.of(file.toString(), Manifest.text(file)));
  }
}
