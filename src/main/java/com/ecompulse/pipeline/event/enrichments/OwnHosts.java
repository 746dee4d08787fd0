package com.ecompulse.pipeline.event.enrichments;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The shop's own hosts, and their subdomains. */
final class OwnHosts {

  private final Set<String> hosts;

  OwnHosts(Set<String> hosts) {
    this.hosts =
        hosts.stream()
            .map(host -> Url.withoutWww(host.strip().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a referrer's host is one of them, or that of the page it refers to. */
  boolean include(String host, String pageUrl) {
    if (host.isEmpty()) {
      return false;
    }
    String bare = Url.withoutWww(host);
    return bare.equals(Url.withoutWww(Url.host(pageUrl))) || (!hosts.isEmpty() && isNamed(bare));
  }

  private boolean isNamed(String host) {
    if (hosts.contains(host)) {
      return true;
    }
    int dot = host.indexOf('.');
    return dot >= 0 && isNamed(host.substring(dot + 1));
  }
}
