/**
 * From the raw topic to the enriched one, or to the dead letters: each polled batch is one Kafka
 * transaction.
 *
 * <p>{@link RawEventProcessor} is the path. {@link BatchTransaction} owns the transaction's life
 * cycle, on SmallRye's managed clients but not on its {@code KafkaTransactions}: that one reports a
 * failed commit as success without going back to the committed offsets, and the batch is lost as
 * soon as the next one commits. {@link TransactionalDeadLetterQueue} is the failure strategy of the
 * channel {@code raw-in}: a dead letter joins the open transaction.
 *
 * <p>What makes a batch safe to commit:
 *
 * <ul>
 *   <li>SmallRye stamps each record with the group's generation on the polling thread, and the
 *       offsets are sent with that generation: the group coordinator refuses them if the group has
 *       moved on, and whoever owns a partition then starts at its committed offset.
 *   <li>The channel hands over one batch at a time and asks for no other before the {@code Uni} of
 *       the last has ended. So while an aborted batch is rewound, every batch polled after it still
 *       lies in the channel's queue, and {@code resetToLastCommittedPositions} seeks and then
 *       empties that queue. Both are one turn of the polling thread, as a poll and what it queues
 *       are one, and nothing is taken from the queue meanwhile: the next batch handed over is the
 *       aborted one again, never its successor. What it does wrong with a paused channel, {@link
 *       ChannelPause} mends.
 *   <li>All of a batch's workers have ended before its transaction does: none can send into the
 *       next.
 * </ul>
 *
 * <p>Events that come again are dropped by what the log of their partition says ({@link
 * com.ecompulse.pipeline.event.window}). A window belongs to who owns its partition: {@link
 * PartitionWindows} forgets it with the partition, {@link WarmUp} reads it from the raw topic
 * before the transaction of the first batch that wants it, and {@link HeldWindow} says when it may
 * be gone on with. What a batch adds to it stays only if the batch is committed. Where it had to be
 * cut short, {@link ShortWindows} says so.
 *
 * <p>What the raw topic's retention took before it was consumed is lost; {@link ExpiredEvents}
 * tells how much.
 */
package com.ecompulse.pipeline.process;
