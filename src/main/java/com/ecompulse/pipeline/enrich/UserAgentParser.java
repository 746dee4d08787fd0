package com.ecompulse.pipeline.enrich;

import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * uap-java, with the list of uap-core that comes with it. The list is loaded with the first user
 * agent; in the native image it is part of the image already, for Quarkus initialises classes while
 * that is built.
 */
final class UserAgentParser {
  /** Read by uap-java. */
  static final String RESOURCE = "ua_parser/regexes.yaml";

  private static final String UNKNOWN = "Other";
  private static final String SPIDER = "Spider";

  private UserAgentParser() {}

  static Agent parse(String userAgent) {
    OS os = Held.PARSER.parseOS(userAgent);
    UserAgent browser = Held.PARSER.parseUserAgent(userAgent);
    boolean isSpider = Held.PARSER.parseDevice(userAgent).family.equals(SPIDER);
    String osName = known(os.family);
    return new Agent(
        DeviceClass.of(userAgent, osName, isSpider),
        osName,
        version(os.major, os.minor),
        known(browser.family),
        version(browser.major, browser.minor));
  }

  private static String known(String family) {
    return family == null || family.equals(UNKNOWN) ? "" : family;
  }

  /** Two parts of it: the others tell no more than which week it is. */
  private static String version(String major, String minor) {
    if (major == null || major.isEmpty()) {
      return "";
    }
    return minor == null || minor.isEmpty() ? major : major + '.' + minor;
  }

  private static final class Held {
    static final Parser PARSER = new Parser();
  }
}
