/**
 * What the tests stand on: real brokers that can be stopped ({@link
 * com.ecompulse.pipeline.support.KafkaCluster}), a reader that sees what a user of a topic sees
 * ({@link com.ecompulse.pipeline.support.TopicReader}), and the packaged application as a process
 * of its own.
 */
package com.ecompulse.pipeline.support;
