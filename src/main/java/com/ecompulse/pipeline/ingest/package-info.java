/**
 * From HTTP to the raw topic. A request's body is read within its bounds ({@link BodyIntake}) and
 * split into its events, each of which becomes one raw record ({@link RawEventPublisher}); the
 * answer comes once Kafka has acknowledged them all.
 *
 * <p>Two endpoints, {@link EventResource} and {@link KafkaRestResource}, differ in the shapes that
 * they read and in how they answer; what lies between is {@link Reception}'s. An event keeps its
 * bytes as they came. Only the shapes of others are written anew, one class for each: {@link
 * MobileEvent} and {@link CloudEvent}.
 *
 * <p>Nothing here judges an event. Whatever is well-formed JSON is accepted and validated behind
 * the raw topic, because a client that is answered with an error sends its whole batch again, for
 * ever. For the same reason one record of a Kafka REST request fails alone.
 *
 * <p>The event loop parses and sends, and never waits: a send without the topic's metadata fails at
 * once, and what is in flight is bounded well below the producer's buffer. While Kafka fails,
 * {@link ProducerBreaker} answers in its place.
 *
 * <p>No client holds a connection without working on a request ({@link HeadTimeout}), and none
 * comes in where nobody would wait for its answer ({@link Draining}).
 */
package com.ecompulse.pipeline.ingest;
