package com.ecompulse.pipeline.deadletter;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The letters that have been replayed: a bit each, for there may be millions. */
final class ReplayedLetters {
  private static final int BLOCK_BITS = 16;

  private record Block(int partition, long number) {}

  private final Map<Block, BitSet> blocks = new HashMap<>();

  void add(Place letter) {
    blocks.computeIfAbsent(block(letter), none -> new BitSet()).set(bit(letter));
  }

  boolean contains(Place letter) {
    BitSet bits = blocks.get(block(letter));
    return bits != null && bits.get(bit(letter));
  }

  private static Block block(Place letter) {
    return new Block(letter.partition(), letter.offset() >> BLOCK_BITS);
  }

  private static int bit(Place letter) {
    return (int) (letter.offset() & (1 << BLOCK_BITS) - 1);
  }
}
