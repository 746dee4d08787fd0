package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void areNotThoseThatTheSystemHandsOutMeanwhile() throws IOException {
    Set<Integer> free = Stream.generate(Ports::free).limit(100).collect(Collectors.toSet());

    assertThat(free).hasSize(100).allMatch(port -> port >= Ports.FIRST && port < Ports.END);
    try (ServerSocket any = new ServerSocket(0)) {
      assertThat(any.getLocalPort())
          .as("a port that the system chose (net.ipv4.ip_local_port_range)")
          .isGreaterThanOrEqualTo(Ports.END);
    }
  }

  @Test
  void areNotListenedOn() throws IOException {
    try (ServerSocket taken = new ServerSocket(Ports.free())) {
      assertThat(IntStream.generate(Ports::free).limit(Ports.END - Ports.FIRST).boxed())
          .doesNotContain(taken.getLocalPort());
    }
  }
}
