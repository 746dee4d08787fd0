package com.ecompulse.pipeline.bench.processor;

import com.ecompulse.pipeline.bench.RunningProcess;

/** Starts what drains the raw topic, as a process of its own and the only member of a new group. */
@FunctionalInterface
public interface Contender {

  RunningProcess start(String bootstrapServers, String group);
}
