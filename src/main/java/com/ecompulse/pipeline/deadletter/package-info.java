/**
 * The dead letters: what one looks like on {@code ecommerce-events-dlq} ({@link DeadLetter}), which
 * the processor writes; showing them to operators ({@link DeadLetterResource}) and replaying them
 * ({@link ReplayResource}).
 *
 * <p>Reading is by assign and seek, committed records only, with no consumer group. Newest first
 * means chunk by chunk backwards from the end ({@link BackwardRead}). An answer has its time; what
 * is not found by then is found by the next page.
 *
 * <p>A replay is a new raw record, written by the front door's publisher. It is not sent on the
 * front door's own producer: a send there that is not acknowledged may have been done or not, and
 * doing it again would double the event. Instead the raw record and the entry of {@code
 * ecommerce-events-dlq-replays} that says so are one transaction ({@link ReplayTransactions}). All
 * processes share the {@code transactional.id}, so one at a time can commit, and it has read all
 * that its predecessors did ({@link ReplayOwner}). What follows:
 *
 * <ul>
 *   <li>A letter has at most one raw record made of it that is ever committed, whoever asks how
 *       often, in whatever process, and whatever breaks. To double one, Kafka has to lose a
 *       committed entry, or somebody to delete it.
 *   <li>What was accepted is carried out by whichever process is there that takes events ({@link
 *       AbandonedReplays}): it may write raw records, which a processor may not.
 *   <li>Orders are carried out one after the other, so one that always fails would hold up all
 *       others. What fails for Kafka's sake is tried again, for as long as it takes; for any other
 *       reason the order is given up.
 *   <li>Raw records of a transaction that is cut off are never seen, but hold up the readers of
 *       their partitions until the next owner, or the transaction's time-out, ends it.
 * </ul>
 */
package com.ecompulse.pipeline.deadletter;
