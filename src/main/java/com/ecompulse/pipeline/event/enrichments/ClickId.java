package com.ecompulse.pipeline.event.enrichments;

import java.util.List;

/**
 * The parameter that an advertiser's network adds to the address of a page, by which it knows the
 * click again.
 *
 * @param isPaid whether it is on advertisements alone; some networks mark every link
 */
record ClickId(String parameter, String network, boolean isPaid) {

  private static final List<ClickId> KNOWN =
      List.of(
          new ClickId("gclid", "Google Ads", true),
          new ClickId("gbraid", "Google Ads", true),
          new ClickId("wbraid", "Google Ads", true),
          new ClickId("dclid", "Google Display & Video 360", true),
          new ClickId("msclkid", "Microsoft Advertising", true),
          new ClickId("fbclid", "Meta", false),
          new ClickId("ttclid", "TikTok", true),
          new ClickId("twclid", "X", true),
          new ClickId("li_fat_id", "LinkedIn", true),
          new ClickId("epik", "Pinterest", false),
          new ClickId("ScCid", "Snapchat", true),
          new ClickId("rdt_cid", "Reddit", true),
          new ClickId("yclid", "Yandex Direct", true));

  /** The first of the table that the query has; null where it has none. */
  static ClickId in(Query query) {
    if (query.isEmpty()) {
      return null;
    }
    for (ClickId known : KNOWN) {
      if (query.has(known.parameter)) {
        return known;
      }
    }
    return null;
  }
}
