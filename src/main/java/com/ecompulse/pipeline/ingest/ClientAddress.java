package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The address of the client behind the proxies. A header can be written by anyone, so only what
 * trusted proxies have added to it counts: from its end, up to the first address that is not one of
 * theirs.
 */
@Singleton
class ClientAddress {
  private static final String FORWARDED = "forwarded";

  private final List<AddressRange> trusted;
  private final String header;

  @Inject
  ClientAddress(PipelineConfig config) {
    this(config.ingest().trustedProxies().orElse(Set.of()), config.ingest().proxyHeader());
  }

  /**
   * @param trusted addresses, or ranges in CIDR
   * @param header where those proxies write the address
   */
  ClientAddress(Set<String> trusted, String header) {
    this.trusted = trusted.stream().map(AddressRange::of).toList();
    this.header = header.toLowerCase(Locale.ROOT);
  }

  /** An IP address; never what a stranger claims. */
  String of(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    return trusted.isEmpty() ? peer : beyond(peer, request.headers().getAll(header));
  }

  /** The client beyond the peer, by the lines of the proxies' header. */
  String beyond(String peer, List<String> headerLines) {
    String client = peer;
    for (int line = headerLines.size() - 1; line >= 0; line--) {
      String[] hops = headerLines.get(line).split(",", -1);
      for (int hop = hops.length - 1; hop >= 0; hop--) {
        String claimed = address(hops[hop].trim());
        if (!isTrusted(client) || !AddressRange.isAddress(claimed)) {
          return client;
        }
        client = claimed;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private String address(String hop) {
    return withoutPort(header.equals(FORWARDED) ? forwardedFor(hop) : hop);
  }

  /** The {@code for} of one hop of RFC 7239's header, unquoted; empty where it has none. */
  private static String forwardedFor(String hop) {
    for (String pair : hop.split(";", -1)) {
      String trimmed = pair.trim();
      if (trimmed.regionMatches(true, 0, "for=", 0, 4)) {
        return trimmed.substring(4).replace("\"", "");
      }
    }
    return "";
  }

  /** {@code [2001:db8::1]:4711} and {@code 192.0.2.1:4711}, but {@code 2001:db8::1}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
