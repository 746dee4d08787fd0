package com.ecompulse.pipeline.event.enrichments;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who is behind a host: search engines, social networks, mail services, AI assistants.
 *
 * <p>A search engine has exactly the hosts that are listed, for a company that searches does other
 * things on other hosts; anything else has their subdomains, too. A leading {@code www.} says
 * nothing. {@code google.*} stands for {@code google.de} and {@code google.co.uk}.
 */
public final class Referrers {

  /**
   * @param medium {@code search}, {@code social}, {@code email} or {@code ai}
   * @param source its name
   */
  public record Referrer(String medium, String source) {}

  static final Referrers NONE = new Referrers(Map.of());

  private static final String SEARCH = "search";

  /** What may stand before the country in a country's domain. */
  private static final Set<String> SECOND_LEVELS = Set.of("co", "com", "net", "org", "edu", "it");

  private final Map<String, Referrer> byHost;

  private Referrers(Map<String, Referrer> byHost) {
    this.byHost = byHost;
  }

  /**
   * Reads a list of lines {@code medium | source | host host …}, of which a later one takes a host
   * from an earlier one; empty lines and those that begin with {@code #} are comments.
   */
  public static Referrers parse(String list) {
    Map<String, Referrer> byHost = new HashMap<>();
    list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" *\\| *"))
        .forEach(
            row -> {
              Referrer referrer = new Referrer(row[0], row[1]);
              for (String host : row[2].split(" ")) {
                byHost.put(host, referrer);
              }
            });
    return new Referrers(byHost);
  }

  /** Who is behind a host in lower case; null where nobody is known. */
  Referrer of(String host) {
    String listed = Url.withoutWww(host);
    Referrer exact = byHost.get(listed);
    if (exact == null) {
      exact = byHost.get(withoutCountry(listed));
    }
    return exact == null ? ofParent(listed) : exact;
  }

  private Referrer ofParent(String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      Referrer parent = byHost.get(host.substring(dot + 1));
      if (parent != null && !parent.medium().equals(SEARCH)) {
        return parent;
      }
    }
    return null;
  }

  private static String withoutCountry(String host) {
    int dot = host.lastIndexOf('.');
    int before = host.lastIndexOf('.', dot - 1);
    return before > 0 && SECOND_LEVELS.contains(host.substring(before + 1, dot))
        ? host.substring(0, before + 1) + '*'
        : host.substring(0, dot + 1) + '*';
  }
}
