/**
 * What may break breaks, under load and, but for the full disk, on three brokers: the service's
 * processes are killed, frozen, outnumbered and named alike; brokers, networks, disks and topics
 * fail; the events are broken. Afterwards each accepted event has come out exactly once ({@link
 * com.ecompulse.pipeline.support.Audit}).
 *
 * <p>Every run is short unless told otherwise: {@code ./mvnw verify -Pfaults} runs these tests and
 * {@code AbortedBatchIT} alone, with twenty rounds each and those tagged {@code long} too; {@code
 * -Dfaults.rounds=n} sets another number, {@code -Dseed=n} repeats a run's chance.
 */
package com.ecompulse.pipeline.fault;
