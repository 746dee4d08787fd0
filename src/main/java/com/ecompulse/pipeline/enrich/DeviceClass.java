package com.ecompulse.pipeline.enrich;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kind of a device, which uap-core does not tell, by the words browsers agree on. An Android
 * tablet leaves out Mobile. An iPad calls itself a Mac, unless it is old or an app asks, and is a
 * desktop here then, for its user agent is one's.
 */
enum DeviceClass {
  /** Crawlers, monitors, previews; whatever says so. */
  BOT,
  PHONE,
  TABLET,
  /** Television sets and what is plugged into them. */
  TV,
  /** Game consoles. */
  CONSOLE,
  DESKTOP,
  /** Anything else, such as HTTP libraries and apps that say nothing of their device. */
  OTHER;

  /** A Cubot is a telephone. */
  private static final Pattern SAYS_BOT =
      Pattern.compile("(?i)(?<!cu)bot\\b|crawl|spider|slurp|headlesschrome|lighthouse");

  private static final Pattern SAYS_TV =
      Pattern.compile(
          "(?i)smart-?tv|hbbtv|appletv|apple tv|googletv|android ?tv|\\btv\\b|\\bdtv\\b|webtv"
              + "|roku|bravia|web0s|crkey|\\baft[a-z0-9]+\\b");
  private static final Pattern SAYS_CONSOLE =
      Pattern.compile("(?i)playstation|xbox|nintendo|\\bpsp\\b|dreamcast");

  /** Silk is the browser of Amazon's tablets; what else has it says so, and is asked before. */
  private static final Pattern SAYS_TABLET =
      Pattern.compile("(?i)ipad|tablet|playbook|kindle|\\bkf[a-z]{2,4}\\b|\\bsilk/");

  private static final Pattern SAYS_PHONE =
      Pattern.compile(
          "(?i)mobi|iphone|ipod|windows phone|blackberry|\\bbb10\\b|opera mini|symbian|series40"
              + "|midp|\\bphone\\b");
  private static final Set<String> DESKTOPS =
      Set.of(
          "Windows",
          "Mac OS X",
          "Mac OS",
          "Linux",
          "Ubuntu",
          "Debian",
          "Fedora",
          "Red Hat",
          "SUSE",
          "Arch Linux",
          "Mint",
          "Gentoo",
          "Chrome OS",
          "FreeBSD",
          "OpenBSD",
          "NetBSD",
          "Solaris");

  /** The value in the output. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param userAgent as it came
   * @param os the operating system's name in uap-core, or empty
   * @param isSpider whether uap-core knows it as one
   */
  static DeviceClass of(String userAgent, String os, boolean isSpider) {
    if (isSpider || says(SAYS_BOT, userAgent)) {
      return BOT;
    }
    if (says(SAYS_CONSOLE, userAgent)) {
      return CONSOLE;
    }
    if (says(SAYS_TV, userAgent)) {
      return TV;
    }
    return portable(userAgent, os);
  }

  private static DeviceClass portable(String userAgent, String os) {
    boolean saysPhone = says(SAYS_PHONE, userAgent);
    if (says(SAYS_TABLET, userAgent) || (os.equals("Android") && !saysPhone)) {
      return TABLET;
    }
    if (saysPhone) {
      return PHONE;
    }
    return DESKTOPS.contains(os) && userAgent.contains("(") ? DESKTOP : OTHER;
  }

  private static boolean says(Pattern words, String userAgent) {
    return words.matcher(userAgent).find();
  }
}
