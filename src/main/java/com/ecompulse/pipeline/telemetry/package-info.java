/**
 * What the service tells of itself: its meters, each defined once in {@link Meters}, and health.
 */
package com.ecompulse.pipeline.telemetry;
