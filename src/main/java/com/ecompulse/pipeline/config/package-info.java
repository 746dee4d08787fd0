/**
 * The settings, the channels' names, the clock, and what the native image must be told ({@link
 * NativeReflection}, {@link NativeCodecs}).
 */
package com.ecompulse.pipeline.config;
