package com.ecompulse.pipeline.bench;

/** One of the benchmarks. */
@FunctionalInterface
public interface Section {

  /** Measures, and tells what it found. */
  Table run(Size size) throws Exception;
}
