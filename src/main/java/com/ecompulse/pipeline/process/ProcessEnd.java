package com.ecompulse.pipeline.process;

import com.ecompulse.pipeline.telemetry.ProcessorHealth;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The end, in order, of a process that cannot go on: its supervisor starts a fresh one. */
@Singleton
class ProcessEnd {
  private static final Logger LOG = Logger.getLogger(ProcessEnd.class);

  private final OpenBatch openBatch;
  private final ProcessorHealth health;

  ProcessEnd(OpenBatch openBatch, ProcessorHealth health) {
    this.openBatch = openBatch;
    this.health = health;
  }

  /** Turns liveness down, takes no further batch, and ends the process with exit code 1. */
  void exit(Throwable cause) {
    openBatch.abandon();
    health.failed(cause);
    LOG.error("cannot go on, the process ends", cause);
    Quarkus.asyncExit(1);
  }
}
