/**
 * The event and its way from bytes to an outcome; pure, so that every rule of it can be tried
 * without a broker.
 *
 * <pre>
 * byte[] ─ EventParser ─► RawEvent ─ EventValidator ─ Occurrences ─ Enrichments ─ Disclosure ─► EnrichedEvent
 *               │                          │               │             │             │
 *               ▼                          ▼               ▼             ▼             ▼
 *            Failure                    Failure        Duplicate      Failure       Failure
 * </pre>
 *
 * {@link com.ecompulse.pipeline.event.EventPipeline} is the way in: any bytes to an {@link
 * com.ecompulse.pipeline.event.Outcome}. What is the event's fault is a value, a {@link
 * com.ecompulse.pipeline.event.Failure}; nothing here reads a clock, a file or a setting.
 *
 * <p>No tree is built. One pass over Jackson's tokens keeps the few members that rules and steps
 * look at ({@link com.ecompulse.pipeline.event.KnownMember}), and the enriched event is the
 * client's own bytes with one member spliced in before the last brace: order, number formats and
 * unknown members stay as they came, and nothing is written twice.
 */
package com.ecompulse.pipeline.event;
