package com.ecompulse.pipeline.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void areNotThoseThatTheSystemHandsOutMeanwhile() throws IOException {
    Set<Integer> free = Stream.generate(Ports::free).limit(100).collect(Collectors.toSet());

    assertThat(free).hasSize(100).allMatch(port -> port >= Ports.FIRST && port < Ports.END);
    try (ServerSocket any = new ServerSocket(0)) {
      assertThat(any.getLocalPort()).isGreaterThanOrEqualTo(Ports.END);
    }
  }

  @Test
  void areNotListenedOn() throws IOException {
    int next = Ports.free() + 1;
    try (ServerSocket taken = new ServerSocket(next)) {
      assertThat(Ports.free()).isNotEqualTo(taken.getLocalPort());
    }
  }
}
