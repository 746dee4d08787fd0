package com.ecompulse.pipeline.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The root file system that a Dockerfile's steps make, over a base that stands for the named one.
 */
final class ImageRoot {
  /** Where this machine may have them; its loader looks for them at the same place in the root. */
  private static final List<Path> LIBRARY_DIRECTORIES =
      List.of(Path.of("/lib/x86_64-linux-gnu"), Path.of("/lib64"), Path.of("/usr/lib64"));

  private static final Path LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

  /** glibc, zlib and the C++ run time: what a base is known to hold, and nothing else. */
  private static final Set<String> LIBRARIES =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "libz.so.1",
          "libgcc_s.so.1",
          "libstdc++.so.6");

  /** Each base that is known, and whether it has a Java; by its name without its version. */
  private static final Map<String, Boolean> BASES =
      Map.of(
          "ubi9-quarkus-micro-image", false,
          "ubi-minimal", false,
          "openjdk-21-runtime", true);

  private final Path root;

  private ImageRoot(Path root) {
    this.root = root;
  }

  /** Replays the steps into an empty directory. Needs root: files get their owners. */
  static ImageRoot of(Dockerfile image, Path directory) throws IOException {
    String name = image.base().replaceAll(".*/|:.*", "");
    if (!BASES.containsKey(name)) {
      throw new IllegalArgumentException("Not a base that is known: " + image.base());
    }
    ImageRoot made = new ImageRoot(directory);
    made.base(BASES.get(name));
    Files.createDirectories(made.in(image.workingDirectory()));
    for (Dockerfile.Copy copy : image.copies()) {
      made.copy(copy);
    }
    return made;
  }

  Path path() {
    return root;
  }

  private void base(boolean java) throws IOException {
    for (String directory : List.of("dev", "etc", "proc", "sys", "tmp", "usr/bin")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
    tree(LOADER, in(LOADER.toString()));
    for (String library : LIBRARIES) {
      tree(library(library), in(library(library).toString()));
    }
    if (java) {
      Path home = Path.of(System.getProperty("java.home"));
      tree(home, root.resolve("usr/lib/jvm/jre"));
      Files.createSymbolicLink(root.resolve("usr/bin/java"), Path.of("../lib/jvm/jre/bin/java"));
    }
  }

  private static Path library(String name) {
    return LIBRARY_DIRECTORIES.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not on this machine"));
  }

  private void copy(Dockerfile.Copy copy) throws IOException {
    Path target = in(copy.target());
    boolean intoDirectory = copy.target().endsWith("/");
    for (Path source : sources(copy.source())) {
      boolean itself = Files.isDirectory(source) || !intoDirectory;
      for (Path made : tree(source, itself ? target : target.resolve(source.getFileName()))) {
        Files.setAttribute(made, "unix:uid", copy.owner().id());
        Files.setAttribute(made, "unix:gid", copy.owner().group());
        if (copy.mode() != null && Files.isRegularFile(made)) {
          Files.setAttribute(made, "unix:mode", Integer.parseInt(copy.mode(), 8));
        }
      }
    }
  }

  /**
   * Of the build's context, which is the project's directory; a star stands in file names alone.
   */
  private static List<Path> sources(String pattern) throws IOException {
    Path path = Path.of(pattern);
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
      found.forEach(sources::add);
    }
    if (sources.isEmpty()) {
      throw new IllegalStateException("Nothing to copy: " + pattern);
    }
    return sources;
  }

  /** Copies what a path leads to, links followed but those to nowhere; tells what was made. */
  private static List<Path> tree(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    List<Path> made = new ArrayList<>();
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) files.filter(Files::exists)::iterator) {
        made.add(copyOne(file, to.resolve(from.relativize(file).toString())));
      }
    }
    return made;
  }

  private static Path copyOne(Path file, Path target) throws IOException {
    if (Files.isDirectory(file)) {
      return Files.createDirectories(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    return Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path in(String absolute) {
    return root.resolve(Path.of("/").relativize(Path.of(absolute)));
  }
}
