/**
 * The steps that write the {@code enrichment} member, one class each; {@link
 * com.ecompulse.pipeline.event.Enrichments} runs them in order.
 *
 * <p>A step sees a valid event and its context, and depends on no other step. What it does not know
 * it leaves out, rather than write null. What it copies from the event it bounds, so that no event
 * grows past its limit by being enriched.
 */
package com.ecompulse.pipeline.event.enrichments;
