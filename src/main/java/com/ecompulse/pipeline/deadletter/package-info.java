/**
 * The dead letters: what one looks like on {@code ecommerce-events-dlq}. The processor writes them;
 * this package owns their format and knows nothing of how they come to be.
 */
package com.ecompulse.pipeline.deadletter;
