/**
 * The topics the service stands on: what they must be, whether they are, and making those that are
 * missing.
 *
 * <p>A package of its own because it is neither of the two data paths: it talks to the brokers with
 * Kafka's {@code Admin} client, at start and now and then, and both paths and the readiness of the
 * process depend on what it finds.
 *
 * <p>Nothing waits for it. The provisioner begins before the channels connect, and a consumer that
 * subscribes to a topic which is not there yet keeps asking for it; a start that waited would hang
 * as long as the brokers are away. No client may create a topic by asking for it: a topic made that
 * way has the brokers' default settings. Consumers are told so ({@code
 * allow.auto.create.topics=false}). Producers cannot be told: they ask for no topic before it is
 * known to stand ({@link com.ecompulse.pipeline.topics.KnownTopics}), and until then the front door
 * answers 503 and a batch is aborted.
 */
package com.ecompulse.pipeline.topics;
