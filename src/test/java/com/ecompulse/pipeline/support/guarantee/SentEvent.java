package com.ecompulse.pipeline.support.guarantee;

/** An event that a test sent, as far as the guarantees look at it. */
public record SentEvent(String eventId, String userId, String eventType) {}
