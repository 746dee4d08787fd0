/**
 * How fast, beside what people would use instead; compiled and run with {@code -Pbench} alone.
 *
 * <p>{@code ./mvnw verify -Pbench} runs all sections, {@code -Dbench=core} (or {@code steps},
 * {@code processor}, {@code duplicates}, {@code door}, {@code latency}, {@code growth}, {@code
 * letters}, {@code reference}) one, {@code -Dbench.size=smoke} all of them at sizes that only show
 * that the harness works, as the build server does. {@code -Dbench.events} and {@code
 * -Dbench.rounds} set how much, {@code -Dbench.native} names a binary that is measured beside the
 * jar, {@code -Dbench.beside} some of the contenders or variations. Each prints a table; nothing
 * asserts a figure. What is asserted is that the contenders did the same work: the tree's JSON is
 * the pipeline's, every raw event came out committed, every accepted request is in Kafka; and that
 * it ends: what waits too long, or for a contender that is gone, fails and says where.
 *
 * <p>What holds for all: the broker and each contender is a process of its own, the contenders with
 * the same heap and the JVM's serial collector, which is what a JVM chooses in a container of less
 * than 1792 MB (a native binary has the same heap and a third of it young); none logs its requests
 * ({@link com.ecompulse.pipeline.support.QuietLogs}), for what a request looks like costs more than
 * the request; their Kafka clients get the settings of the application's own channels, read from
 * its {@code application.properties} ({@link com.ecompulse.pipeline.bench.ClientSettings}), and
 * call the application's own core ({@code EventPipeline}). They take turns, several rounds, and the
 * medians are told. A ratio compares what was measured in one run on one machine; an absolute
 * number says little about another machine, or about this one when it is busy.
 *
 * <dl>
 *   <dt>core
 *   <dd>JMH, one thread. The floor is Jackson's tokens over the same bytes with nothing done to
 *       them; it reads no string's characters. The rival reads a tree and writes it again.
 *   <dt>steps
 *   <dd>JMH, one thread: an event that every step has something to say of, with none of the steps,
 *       with each alone, with all. The first event of a step, which loads what it needs, is not in
 *       it; user agents and addresses repeat, so they are found in their caches.
 *   <dt>processor
 *   <dd>A backlog on 24 partitions is drained by one process, seen from outside: from the first
 *       output in the broker to the commit of the last raw offset, so neither the start nor a
 *       warm-up is in it, but the JIT's first seconds are, which weigh more the more code there is:
 *       its second half is told besides. The hand-written loop is one thread and has no answer to
 *       an abort. Kafka Streams has two threads and its default commit interval. SmallRye's two are
 *       beans of a small Quarkus application that the benchmark builds with Quarkus' own builder,
 *       with the pipeline's extensions; the one with a message a record promises at least once
 *       only. The ceiling sends each record's bytes on as they are, in transactions.
 *   <dt>duplicates
 *   <dd>This application's drain with its eye on duplicates and without, in turn; then one that
 *       starts behind a million events of the last hour, which tells itself how long it took to
 *       read them; and what the window's arrays hold, counted. No event comes twice: a duplicate
 *       would cost less than any other.
 *   <dt>door
 *   <dd>A closed loop: each connection waits for its answer. All doors are open throughout, and
 *       asked in turn. The ceiling splits nothing: a body, however many events it holds, is one
 *       record.
 *   <dt>latency
 *   <dd>An open loop: event n is due at start + n × interval, and its latency counts from then
 *       until a {@code read_committed} consumer has it, whether or not it could be sent in time. It
 *       is written to the raw topic with the front door's producer settings, so HTTP itself is not
 *       in it (see door). The rates are shares of what this application takes on this machine while
 *       load and reader run beside it; Kafka Streams gets the same rates. A disk that holds up the
 *       broker's writes shows as the slowest events of whoever runs then: {@code
 *       JDK_JAVA_OPTIONS=-Djava.io.tmpdir=/dev/shm} puts the broker's data into memory.
 *   <dt>growth
 *   <dd>This application's drain, one thing changed at a time, a new broker each.
 *   <dt>letters
 *   <dd>What an operator waits for behind so many dead letters, each question in turn, the second
 *       time round; one that finds none has looked at all of them.
 *   <dt>reference
 *   <dd>Profiles are loaded from a topic, from the first request to the end of it; the bytes are
 *       those of the table's arrays.
 * </dl>
 */
package com.ecompulse.pipeline.bench;
