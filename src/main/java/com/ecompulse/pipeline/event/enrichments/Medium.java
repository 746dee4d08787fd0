package com.ecompulse.pipeline.event.enrichments;

import java.util.Locale;

/**
 * The kind of way that a visit came by. What the campaign says of itself comes before what the
 * referrer's host says:
 *
 * <dl>
 *   <dt>{@code paid}
 *   <dd>{@code utm_medium} stands for advertising, or says nothing known and there is a click id
 *       that only advertisements have
 *   <dt>{@code email}, {@code social}
 *   <dd>{@code utm_medium} says so
 *   <dt>{@code internal}
 *   <dd>the referrer is the shop itself
 *   <dt>{@code search}, {@code social}, {@code email}, {@code ai}
 *   <dd>the referrer's host is listed as such
 *   <dt>{@code referral}
 *   <dd>any other referrer
 * </dl>
 *
 * Nothing where there is none of these.
 */
final class Medium {

  private Medium() {}

  /** What the campaign says; empty where it says nothing that is known. */
  static String told(String utmMedium, ClickId clickId) {
    String byUtm = byUtm(utmMedium);
    return byUtm.isEmpty() && clickId != null && clickId.isPaid() ? "paid" : byUtm;
  }

  static String of(String told, String host, boolean isInternal, Referrers.Referrer listed) {
    if (!told.isEmpty() || host.isEmpty()) {
      return told;
    }
    if (isInternal) {
      return "internal";
    }
    return listed == null ? "referral" : listed.medium();
  }

  private static String byUtm(String utmMedium) {
    if (utmMedium.isEmpty() || utmMedium.length() > 32) {
      return "";
    }
    return switch (utmMedium.toLowerCase(Locale.ROOT)) {
      case "cpc",
          "ppc",
          "cpm",
          "cpv",
          "cpa",
          "cpp",
          "paid",
          "paidsearch",
          "paid-search",
          "paid_search",
          "paidsocial",
          "paid-social",
          "paid_social",
          "retargeting",
          "remarketing",
          "display",
          "banner",
          "affiliate" ->
          "paid";
      case "email", "e-mail", "e_mail", "mail", "newsletter" -> "email";
      case "social", "social-media", "social_media", "social-network", "sm" -> "social";
      default -> "";
    };
  }
}
