/** The settings, the channels' names, and the beans that are made from settings alone. */
package com.ecompulse.pipeline.config;
