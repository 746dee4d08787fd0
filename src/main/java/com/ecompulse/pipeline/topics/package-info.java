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
 * as long as the brokers are away. The channels must not create topics by asking ({@code
 * allow.auto.create.topics=false}): a topic made that way has the brokers' default settings.
 */
package com.ecompulse.pipeline.topics;
