package com.ecompulse.pipeline.event.enrichments;

import java.util.Locale;

/** What can be told of a URL without refusing one; clients write them as they like. */
final class Url {

  private static final String WWW = "www.";
  private static final int MAX_HOST_LENGTH = 253;

  private Url() {}

  /**
   * The host in lower case, without user and port; empty where there is none, or it is longer than
   * a domain can be. {@code android-app://com.google.android.gm/} has the app's name for a host.
   */
  static String host(String url) {
    int slashes = url.indexOf("//");
    if (slashes < 0 || (slashes > 0 && url.charAt(slashes - 1) != ':')) {
      return "";
    }
    int start = slashes + 2;
    int end = endOfAuthority(url, start);
    int user = url.lastIndexOf('@', end - 1);
    start = user >= start ? user + 1 : start;
    int port = url.indexOf(':', url.startsWith("[", start) ? url.indexOf(']', start) + 1 : start);
    end = port >= start && port < end ? port : end;
    return end - start > MAX_HOST_LENGTH ? "" : url.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** All before the query and the fragment. */
  static String withoutQuery(String url) {
    for (int at = 0; at < url.length(); at++) {
      if (url.charAt(at) == '?' || url.charAt(at) == '#') {
        return url.substring(0, at);
      }
    }
    return url;
  }

  /** The host without a leading {@code www.}, which says nothing. */
  static String withoutWww(String host) {
    return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
  }

  private static int endOfAuthority(String url, int start) {
    int at = start;
    while (at < url.length() && "/?#\\".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
