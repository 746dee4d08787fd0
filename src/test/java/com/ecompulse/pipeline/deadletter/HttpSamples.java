package com.ecompulse.pipeline.deadletter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The requests of an {@code .http} file: behind {@code ###} the status it is answered and a title,
 * then method and address, headers, an empty line and the body.
 */
final class HttpSamples {
  /** One of them. */
  record Sample(String title, int status, HttpRequest request) {
    @Override
    public String toString() {
      return title;
    }
  }

  private HttpSamples() {}

  /** All requests of a file, with its {@code {{variables}}} replaced. */
  static List<Sample> of(Path file, Map<String, String> variables) {
    try {
      String text = Files.readString(file);
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace("{{" + variable.getKey() + "}}", variable.getValue());
      }
      return Arrays.stream(text.split("(?m)^### ")).skip(1).map(HttpSamples::sample).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String text) {
    String[] headAndBody = text.split("\n\n", 2);
    List<String> lines = new ArrayList<>(headAndBody[0].lines().toList());
    String title = lines.remove(0);
    String[] methodAndAddress = lines.remove(0).split(" ", 2);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(methodAndAddress[1]));
    for (String line : lines) {
      String[] header = line.split(": ", 2);
      request.header(header[0], header[1]);
    }
    String body = headAndBody.length < 2 ? "" : headAndBody[1].strip();
    return new Sample(
        title,
        Integer.parseInt(title.substring(0, 3)),
        request
            .method(
                methodAndAddress[0],
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
