/**
 * What may break breaks, under load and on three brokers: the service's processes are killed,
 * frozen and outnumbered, the brokers are taken away, the events are broken. Afterwards each
 * accepted event has come out exactly once ({@link com.ecompulse.pipeline.support.Audit}).
 *
 * <p>Every run is short unless told otherwise: {@code ./mvnw verify -Pfaults} runs these tests
 * alone, with twenty rounds each and those tagged {@code long} too; {@code -Dfaults.rounds=n} sets
 * another number, {@code -Dseed=n} repeats a run's chance.
 */
package com.ecompulse.pipeline.fault;
