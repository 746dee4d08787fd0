/** How fast, beside what people would use instead; compiled and run with {@code -Pbench} alone. */
package com.ecompulse.pipeline.bench;
