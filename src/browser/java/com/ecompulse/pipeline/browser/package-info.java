/** The front door as a browser meets it; compiled and run with {@code -Pbrowser} alone. */
package com.ecompulse.pipeline.browser;
