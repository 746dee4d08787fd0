/**
 * From HTTP to the raw topic. A request's body is split into its events ({@link EventSplitter}),
 * each of which becomes one raw record with its bytes as they came ({@link RawEventPublisher}); the
 * answer is 202 once Kafka has acknowledged them all.
 *
 * <p>Nothing here judges an event. Whatever is well-formed JSON is accepted and validated behind
 * the raw topic, because a client that is answered with an error sends its whole batch again, for
 * ever.
 *
 * <p>The event loop parses and sends, and never waits: a send without the topic's metadata fails at
 * once, and what is in flight is bounded well below the producer's buffer.
 */
package com.ecompulse.pipeline.ingest;
