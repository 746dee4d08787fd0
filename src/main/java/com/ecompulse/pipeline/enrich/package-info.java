/**
 * The steps that need more than the event: a library, data that come with the application, or data
 * that change under it. A package of its own because the core knows none of that; what is told of
 * such data, the core's steps get as a function.
 *
 * <p>{@link EnrichmentSteps} is the ordered table of all steps. A step that is switched off, and a
 * process that consumes nothing, loads none of this: whatever takes memory or time is made with the
 * first event that asks for it.
 */
package com.ecompulse.pipeline.enrich;
