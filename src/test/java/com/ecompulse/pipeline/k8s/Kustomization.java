package com.ecompulse.pipeline.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What kustomize's {@code kustomization.yaml} knows and the tree uses. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<Labels> labels,
    List<String> resources,
    List<String> components,
    List<Image> images,
    List<Generator> configMapGenerator,
    List<Patch> patches) {

  record Labels(Map<String, String> pairs, boolean includeSelectors, boolean includeTemplates) {}

  record Image(String name, String newName, String newTag, String digest) {}

  record Generator(
      String name,
      String behavior,
      List<String> envs,
      List<String> files,
      List<String> literals,
      Options options) {}

  record Options(
      boolean disableNameSuffixHash, Map<String, String> labels, Map<String, String> annotations) {}

  record Patch(String path, Target target) {}

  record Target(String kind, String name) {}

  /** The files and directories that it names. */
  Stream<String> references() {
    return Stream.of(
            orNone(resources).stream(),
            orNone(components).stream(),
            orNone(patches).stream().map(Patch::path),
            orNone(configMapGenerator).stream()
                .flatMap(g -> Stream.concat(orNone(g.envs()).stream(), orNone(g.files()).stream())))
        .flatMap(names -> names);
  }

  static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
