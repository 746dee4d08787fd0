package com.ecompulse.pipeline.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Dockerfile of ours says: few instructions, and none that is not understood.
 *
 * @param base the image it starts from
 * @param entryPoint the words of its command
 */
record Dockerfile(
    String base,
    Map<String, String> labels,
    Map<String, String> environment,
    String workingDirectory,
    List<Copy> copies,
    List<Integer> ports,
    User user,
    List<String> entryPoint) {

  /** Who runs it, by number. */
  record User(int id, int group) {}

  /**
   * Files from the build's context into the image.
   *
   * @param owner of what is copied
   * @param mode of the files, in octal; as in the context where there is none
   * @param target a directory if it ends with a slash
   */
  record Copy(User owner, String mode, String source, String target) {}

  private static final Path DIRECTORY = Path.of("src", "main", "docker");
  private static final Pattern PAIR = Pattern.compile("([\\w.]+)=(?:\"([^\"]*)\"|(\\S+))\\s*");
  private static final Pattern COPY =
      Pattern.compile("--chown=(\\d+):(\\d+) (?:--chmod=(0[0-7]{3}) )?(\\S+) (/\\S+)");
  private static final Pattern USER = Pattern.compile("(\\d+):(\\d+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  static Stream<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList().stream();
    }
  }

  static Dockerfile named(String name) throws IOException {
    return parse(Files.readString(DIRECTORY.resolve(name)));
  }

  static Dockerfile parse(String text) {
    Reading reading = new Reading();
    text.replaceAll("(?m)^#.*\\R?", "")
        .replaceAll("\\\\\\R\\s*", " ")
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(reading::instruction);
    return reading.done();
  }

  /** What was read so far. */
  private static final class Reading {
    private final Map<String, String> arguments = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private String base;
    private String workingDirectory;
    private User user;
    private List<String> entryPoint;

    void instruction(String line) {
      String[] words = line.split(" ", 2);
      String rest = words[1].strip();
      switch (words[0]) {
        case "ARG" -> arguments.putAll(pairs(rest));
        case "FROM" -> base = VARIABLE.matcher(once(base, rest)).replaceAll(this::argument);
        case "LABEL" -> labels.putAll(pairs(rest));
        case "ENV" -> environment.putAll(pairs(rest));
        case "WORKDIR" -> workingDirectory = once(workingDirectory, rest);
        case "COPY" -> copies.add(copy(rest));
        case "EXPOSE" -> Stream.of(rest.split(" ")).map(Integer::valueOf).forEach(ports::add);
        case "USER" -> user = user(once(user, rest));
        case "ENTRYPOINT" -> entryPoint = words(once(entryPoint, rest));
        default -> throw notUnderstood(line);
      }
    }

    Dockerfile done() {
      return new Dockerfile(
          base, labels, environment, workingDirectory, copies, ports, user, entryPoint);
    }

    private String argument(java.util.regex.MatchResult variable) {
      String value = arguments.get(variable.group(1));
      if (value == null) {
        throw notUnderstood(variable.group());
      }
      return Matcher.quoteReplacement(value);
    }
  }

  /** Said twice, an instruction would mean another stage, or a mistake. */
  private static String once(Object before, String now) {
    if (before != null) {
      throw notUnderstood("a second time: " + now);
    }
    return now;
  }

  private static Map<String, String> pairs(String rest) {
    Map<String, String> pairs = new HashMap<>();
    String left =
        PAIR.matcher(rest)
            .replaceAll(
                pair -> {
                  pairs.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
                  return "";
                });
    if (!left.isBlank()) {
      throw notUnderstood(left);
    }
    return pairs;
  }

  private static Copy copy(String rest) {
    Matcher copy = matched(COPY, rest);
    User owner = new User(Integer.parseInt(copy.group(1)), Integer.parseInt(copy.group(2)));
    return new Copy(owner, copy.group(3), copy.group(4), copy.group(5));
  }

  private static User user(String rest) {
    Matcher user = matched(USER, rest);
    return new User(Integer.parseInt(user.group(1)), Integer.parseInt(user.group(2)));
  }

  private static List<String> words(String rest) {
    try {
      return List.of(new ObjectMapper().readValue(rest, String[].class));
    } catch (JsonProcessingException e) {
      throw notUnderstood(rest);
    }
  }

  private static Matcher matched(Pattern pattern, String rest) {
    Matcher matcher = pattern.matcher(rest);
    if (!matcher.matches()) {
      throw notUnderstood(rest);
    }
    return matcher;
  }

  private static IllegalArgumentException notUnderstood(String what) {
    return new IllegalArgumentException("Not understood: " + what);
  }
}
