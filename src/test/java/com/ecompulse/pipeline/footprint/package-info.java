/**
 * What the application takes of a machine: how long it starts, its memory idle and loaded, its size
 * on disk; the native binary beside the jar. A measurement, run by {@code -Pfootprint} alone.
 */
package com.ecompulse.pipeline.footprint;
