package com.ecompulse.pipeline.bench.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.event.UserAgents;
import java.util.List;
import java.util.stream.IntStream;

/** {@link SizedEvents} that say where their visitor came from, and by what. */
final class VisitedEvents {
  private static final int BYTES = 660;
  private static final List<String> REFERRERS =
      List.of(
          "https://www.google.com/",
          "https://l.instagram.com/",
          "https://shop.example/lamps",
          "https://blog.example/best-lamps-of-2026");

  private VisitedEvents() {}

  static List<byte[]> of(int count) {
    List<byte[]> plain = SizedEvents.of(count, BYTES);
    return IntStream.range(0, count).mapToObj(i -> visited(plain.get(i), i)).toList();
  }

  private static byte[] visited(byte[] event, int index) {
    String members =
        "\"properties\":{\"referrer\":\"%s\",\"user_agent\":\"%s\",\"ip_address\":\"203.0.113.%d\","
            .formatted(
                REFERRERS.get(index % REFERRERS.size()),
                UserAgents.REAL.get(index % UserAgents.REAL.size()),
                index % 200);
    return new String(event, UTF_8).replace("\"properties\":{", members).getBytes(UTF_8);
  }
}
