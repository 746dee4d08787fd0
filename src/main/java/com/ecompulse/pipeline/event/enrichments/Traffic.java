package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import java.util.List;

/**
 * The campaign that brought the visit: the object {@code traffic} with those of the five {@code
 * utm_*} parameters that are known. The event's own {@code properties} come before the query of its
 * {@code page_url}, where the first of several counts. A value is cut after 256 characters.
 */
public final class Traffic implements Enrichment {

  private static final List<KnownMember> PARAMETERS =
      List.of(
          KnownMember.UTM_SOURCE,
          KnownMember.UTM_MEDIUM,
          KnownMember.UTM_CAMPAIGN,
          KnownMember.UTM_TERM,
          KnownMember.UTM_CONTENT);
  private static final int MAX_LENGTH = 256;

  @Override
  public String name() {
    return "traffic";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    JsonValue pageUrl = event.get(KnownMember.PAGE_URL);
    Query query = Query.ofUrl(pageUrl.isNonEmptyString() ? pageUrl.text() : "");
    members.beginObject("traffic");
    for (KnownMember parameter : PARAMETERS) {
      JsonValue own = event.get(parameter);
      String value = own.isNonEmptyString() ? own.text() : query.first(parameter.memberName());
      if (!value.isEmpty()) {
        members.string(parameter.memberName(), cut(value));
      }
    }
    members.endObject();
  }

  /** Not between the halves of a surrogate pair. */
  private static String cut(String value) {
    if (value.length() <= MAX_LENGTH) {
      return value;
    }
    boolean splitsPair = Character.isHighSurrogate(value.charAt(MAX_LENGTH - 1));
    return value.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
