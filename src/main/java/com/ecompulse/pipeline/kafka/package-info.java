/**
 * The Kafka clients that are no channels, where several packages want the same ones. A channel's
 * consumer reads on and on as a member of its group; who reads a stretch of a topic and is done, or
 * reads all of it for itself, does so by assign and seek, of no group ({@link
 * StandaloneConsumers}). Who asks the brokers for no records at all takes an admin client ({@link
 * AdminClients}).
 */
package com.ecompulse.pipeline.kafka;
