/**
 * The Kafka clients beside the channels that several packages share. A channel's consumer reads
 * without end, in a group. To read a range of a topic once, or all of it for oneself, take a
 * consumer without a group, by assign and seek ({@link StandaloneConsumers}); to ask for anything
 * but records, an admin client ({@link AdminClients}).
 */
package com.ecompulse.pipeline.kafka;
