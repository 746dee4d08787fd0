package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;

/**
 * How much an event tells: {@code data_quality_score} is 1.0 less
 *
 * <ul>
 *   <li>0.2 for missing or empty {@code properties},
 *   <li>0.2 for missing or empty {@code metadata},
 *   <li>0.1 for a missing or empty {@code source},
 *   <li>0.1 for a timestamp more than an hour before or after the receipt,
 *   <li>0.1 for a {@code purchase} without {@code total_amount} or an {@code add_to_cart} without
 *       {@code price}, whose revenue is unknown.
 * </ul>
 *
 * {@code is_valid_event} says that the score is above 0.7. Counted in tenths, so that it is exact.
 */
public final class Quality implements Enrichment {

  private static final long TRUSTED_SKEW_MILLIS = 3_600_000;

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    int tenths = tenths(event, context);
    members.tenths("data_quality_score", tenths);
    members.bool("is_valid_event", tenths > 7);
  }

  private static int tenths(RawEvent event, EventContext context) {
    long skew = context.receivedAtMillis() - event.occurredAtMillis();
    int tenths = 10;
    tenths -= event.get(KnownMember.PROPERTIES).isNonEmptyObject() ? 0 : 2;
    tenths -= event.get(KnownMember.METADATA).isNonEmptyObject() ? 0 : 2;
    tenths -= event.get(KnownMember.SOURCE).isNonEmptyString() ? 0 : 1;
    tenths -= Math.abs(skew) <= TRUSTED_SKEW_MILLIS ? 0 : 1;
    tenths -= lacksRevenue(event) ? 1 : 0;
    return tenths;
  }

  private static boolean lacksRevenue(RawEvent event) {
    return switch (event.eventType()) {
      case "purchase" -> event.get(KnownMember.TOTAL_AMOUNT).isMissing();
      case "add_to_cart" -> event.get(KnownMember.PRICE).isMissing();
      default -> false;
    };
  }
}
