package com.ecompulse.pipeline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ecompulse.pipeline.raw.RawHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

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
    String writeKeyId) {
  /** Together with the key it must fit into what {@code RawLimits} leaves of a record. */
  private static final int MAX_USER_AGENT_LENGTH = 512;

  List<Header> headers() {
    List<Header> headers = new ArrayList<>(5);
    add(headers, RawHeaders.RECEIVED_AT, Long.toString(receivedAtMillis));
    add(headers, RawHeaders.CLIENT_IP, clientIp);
    add(headers, RawHeaders.USER_AGENT, bounded(userAgent));
    add(headers, RawHeaders.TRACEPARENT, traceParent);
    add(headers, RawHeaders.WRITE_KEY_ID, writeKeyId);
    return headers;
  }

  private static void add(List<Header> headers, String name, String value) {
    if (value != null) {
      headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
    }
  }

  private static String bounded(String userAgent) {
    return userAgent == null || userAgent.length() <= MAX_USER_AGENT_LENGTH
        ? userAgent
        : userAgent.substring(0, MAX_USER_AGENT_LENGTH);
  }
}
