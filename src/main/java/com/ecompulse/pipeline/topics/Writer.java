package com.ecompulse.pipeline.topics;

import com.ecompulse.pipeline.config.PipelineConfig;
import java.util.EnumSet;
import java.util.Set;

/** Who writes a topic: a process has the right to write where its roles do, and nowhere else. */
public enum Writer {
  /** A process that takes events, and replays dead letters. */
  INGEST,

  /** A process that consumes the raw topic. */
  PROCESSOR,

  /** Nobody of this service. */
  OTHERS;

  /** What this process is. */
  static Set<Writer> of(PipelineConfig config) {
    Set<Writer> roles = EnumSet.noneOf(Writer.class);
    if (config.ingest().enabled()) {
      roles.add(INGEST);
    }
    if (config.processor().enabled()) {
      roles.add(PROCESSOR);
    }
    return roles;
  }
}
