/**
 * Repeats and sessions, from the log alone: what one partition of the raw topic had lately.
 *
 * <p><b>What is decided</b>, for the event at offset <i>o</i>:
 *
 * <ul>
 *   <li>An event's identity is its {@code user_id} and {@code event_id}. It <em>occurs</em> where a
 *       record holds it and it keeps the rules; what becomes of its output is not in the log and
 *       makes no difference. Equal ids of different users are different events.
 *   <li>The clock at <i>o</i> is the latest timestamp of all records up to <i>o</i>, whatever they
 *       hold. An occurrence's time is the clock at its offset, not its own timestamp: so times
 *       never go back, and what comes first expires first.
 *   <li>The event is a duplicate if the same identity occurred before <i>o</i>, at a time no
 *       earlier than the clock at <i>o</i> less the window, and among the last occurrences that are
 *       kept at most. A duplicate is an occurrence, too: who resends for ever is a duplicate for
 *       ever, and one window of the log tells everything, whatever was before it.
 *   <li>A replay of a dead letter is never a duplicate, for under new rules its dead original may
 *       be an occurrence; it is one itself.
 *   <li>The position in the session is 1 and the number of other identities that occurred, by the
 *       same measure, whose last occurrence had this {@code user_id} and {@code session_id}. So it
 *       is exact for a session that is shorter than the window, and counts the last window's part
 *       of a longer one; a repeat counts once.
 * </ul>
 *
 * <p><b>The log is the state.</b> Who begins at offset <i>c</i>, whose timestamp is <i>t</i>, reads
 * from <i>s</i> on, the first offset whose timestamp is not before <i>t</i> less the window. All
 * before <i>s</i> has an earlier timestamp: it expired at <i>c</i>, and no clock from <i>s</i> on
 * comes from it. So from <i>c</i> on every decision is that of one who read the whole log. Nothing
 * else is stored, and nothing is handed over ({@code EventWindowPropertyTest} tries it against a
 * naive model).
 *
 * <p><b>How far back it knows.</b> Occurrences that had to go for their number make the window
 * shorter than it is promised to be. Every identity is known that occurred less than {@link
 * EventWindow#knownMillis()} before the clock: the clock less the time of the last one that was cut
 * off, be it its identity's last occurrence. Not less the time of the oldest that is kept, behind
 * which there may have been nothing for long. As with the decisions, whoever reads the log from
 * <i>s</i> on comes to the same.
 *
 * <p><b>How it is held.</b> {@link EventWindow} holds 24 bytes an occurrence in a ring ({@code
 * EntryRing}), 5 to 8 in a hash table ({@code IdIndex}), and 17 to 26 a session ({@code
 * SessionTable}): less than 60 an id where each event is a session of its own. Identities are 128
 * bits of SHA-256: 64 would meet each other, which loses an event, once in some hundred thousand
 * windows of ten million, and whoever can make them meet on purpose would suppress another's
 * events. What an open batch adds is taken back if it is aborted ({@code UndoLog}), for its records
 * come again and must not be duplicates of themselves.
 */
package com.ecompulse.pipeline.event.window;
