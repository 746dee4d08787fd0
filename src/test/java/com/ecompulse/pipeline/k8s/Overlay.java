package com.ecompulse.pipeline.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An overlay, as a real kustomize builds it.
 *
 * @param component what is switched on in it, in a copy of the tree; empty where nothing is
 */
record Overlay(String name, String component) {

  static Stream<Overlay> all() {
    return Stream.of("dev", "production")
        .flatMap(name -> Stream.of("", "reference-tables").map(part -> new Overlay(name, part)));
  }

  /**
   * @param copies an empty directory for a copy of the tree
   */
  List<Manifest> built(Path copies) throws Exception {
    Path tree = component.isEmpty() ? Manifest.ROOT : copyInto(copies);
    Path overlay = tree.resolve("overlays").resolve(name);
    if (!component.isEmpty()) {
      switchOn(overlay.resolve("kustomization.yaml"));
    }
    return Manifest.of(toString(), kustomize(overlay)).toList();
  }

  /** By the one line that the README says; behind its key where the overlay has none of it yet. */
  private void switchOn(Path kustomization) throws IOException {
    String line = "  - ../../components/" + component + "\n";
    String text = Files.readString(kustomization);
    String key = "components:\n";
    Files.writeString(
        kustomization, text.contains(key) ? text.replace(key, key + line) : text + key + line);
  }

  private static Path copyInto(Path copies) throws IOException {
    try (Stream<Path> tree = Files.walk(Manifest.ROOT)) {
      for (Path each : tree.toList()) {
        Files.copy(each, copies.resolve(each));
      }
    }
    return copies.resolve(Manifest.ROOT);
  }

  private static String kustomize(Path overlay) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(System.getProperty("kustomize.command", "kubectl kustomize").split(" ")));
    command.add(overlay.toString());
    Process kustomize =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String yaml = new String(kustomize.getInputStream().readAllBytes(), UTF_8);
    assertThat(kustomize.waitFor()).as("%s", command).isZero();
    return yaml;
  }

  @Override
  public String toString() {
    return component.isEmpty() ? name : name + " with " + component;
  }
}
