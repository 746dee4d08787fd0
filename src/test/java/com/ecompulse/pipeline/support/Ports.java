package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports of this machine. */
public final class Ports {
  /**
   * Below those that the system hands out by itself (from 32768 on Linux, 49152 elsewhere): a
   * connection or a listener on any port, which comes between this and its use, cannot take one.
   */
  static final int FIRST = 12_000;

  static final int END = 32_768;

  /** Where another process, which does the same, is not likely to begin. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  private Ports() {}

  /** One that nobody listens on now, and that this process is not given again soon. */
  public static int free() {
    return IntStream.generate(Ports::next)
        .limit(END - FIRST)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No port is free below " + END));
  }

  private static int next() {
    return FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
