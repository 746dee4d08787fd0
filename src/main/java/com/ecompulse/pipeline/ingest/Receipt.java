package com.ecompulse.pipeline.ingest;

/**
 * What the front door knows of a request; it travels in the headers of its raw records.
 *
 * @param receivedAtMillis epoch milliseconds
 * @param clientIp the client's address, or null
 * @param userAgent the request's {@code User-Agent}, or null
 * @param traceParent where the request belongs in a trace, or null
 * @param writeKeyId the name of the write key that let it in, or null
 */
record Receipt(
    long receivedAtMillis,
    String clientIp,
    String userAgent,
    String traceParent,
    String writeKeyId) {}
