package com.ecompulse.pipeline.topics;

import com.ecompulse.pipeline.config.PipelineConfig;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who writes a topic: a process in one of its roles, which may write no others, or somebody else.
 */
public enum Role {
  /** A process that takes events, and replays dead letters. */
  INGEST,

  /** A process that consumes the raw topic. */
  PROCESSOR,

  /** Nobody of this service. */
  OTHERS;

  /** Those of this process. */
  static Set<Role> of(PipelineConfig config) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (config.ingest().enabled()) {
      roles.add(INGEST);
    }
    if (config.processor().enabled()) {
      roles.add(PROCESSOR);
    }
    return roles;
  }
}
