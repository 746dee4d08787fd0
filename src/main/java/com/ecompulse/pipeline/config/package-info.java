/**
 * The settings, the channels' names, the beans that are made from settings alone, and what the
 * native image must be told ({@link NativeReflection}).
 */
package com.ecompulse.pipeline.config;
