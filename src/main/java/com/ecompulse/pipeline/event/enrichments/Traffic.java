package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where the visit came from, the object {@code traffic}, by those members that the step may read:
 *
 * <ul>
 *   <li>those of the five {@code utm_*} parameters that are known: the event's own {@code
 *       properties} come before the query of its {@code page_url}, where the first of several
 *       counts; a value is cut after 256 characters;
 *   <li>{@code click_id}, {@code click_id_parameter} and {@code click_id_network} of the
 *       {@linkplain ClickId click id} in that query; one of more than 512 characters is left out,
 *       for half of one is of no use;
 *   <li>{@code referrer_host} of {@code properties.referrer}, {@code referrer_source} where the
 *       host is {@linkplain Referrers listed}, and {@code referrer_medium}, see {@link Medium};
 *   <li>{@code landing_page}, the {@code page_url} without query and fragment, where the event
 *       begins a visit: it has a {@code utm_source}, a click id, or a referrer that is not the
 *       shop's. Cut after 1024 characters.
 * </ul>
 *
 * Nearly all of it is made of parts of other members, and of some of them nobody could tell
 * afterwards which: so what is not to be told of an event is not read here, rather than taken out
 * later. A {@code utm_*} parameter that is not read is not read from the query either. Without its
 * {@code page_url} an event's referrer is internal only on a host that is named as the shop's own.
 */
public final class Traffic implements Enrichment {

  private static final List<KnownMember> ONLY_TOLD =
      List.of(KnownMember.UTM_CAMPAIGN, KnownMember.UTM_TERM, KnownMember.UTM_CONTENT);
  private static final int MAX_LENGTH = 256;
  private static final int MAX_CLICK_ID_LENGTH = 512;
  private static final int MAX_PAGE_LENGTH = 1024;

  private final Supplier<Referrers> referrers;
  private final OwnHosts ownHosts;
  private final Predicate<KnownMember> isRead;

  /** Without a list of referrers and hosts of one's own; all is read. */
  public Traffic() {
    this(() -> Referrers.NONE, Set.of(), member -> true);
  }

  /**
   * @param referrers asked for with the first referrer there is
   * @param ownHosts the shop's own, whose subdomains are its own, too
   * @param isRead the members that are; the others are as if they were missing
   */
  public Traffic(
      Supplier<Referrers> referrers, Set<String> ownHosts, Predicate<KnownMember> isRead) {
    this.referrers = referrers;
    this.ownHosts = new OwnHosts(ownHosts);
    this.isRead = isRead;
  }

  @Override
  public String name() {
    return "traffic";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    String pageUrl = text(event, KnownMember.PAGE_URL);
    Query query = Query.ofUrl(pageUrl);
    ClickId clickId = ClickId.in(query);
    String referrerHost = Url.host(text(event, KnownMember.REFERRER));
    boolean isInternal = ownHosts.include(referrerHost, pageUrl);
    String utmSource = value(event, query, KnownMember.UTM_SOURCE);
    String utmMedium = value(event, query, KnownMember.UTM_MEDIUM);
    members.beginObject("traffic");
    writeParameter(members, KnownMember.UTM_SOURCE, utmSource);
    writeParameter(members, KnownMember.UTM_MEDIUM, utmMedium);
    for (KnownMember parameter : ONLY_TOLD) {
      writeParameter(members, parameter, value(event, query, parameter));
    }
    writeClickId(members, clickId, query);
    writeReferrer(members, referrerHost, isInternal, Medium.told(utmMedium, clickId));
    boolean isCampaign = clickId != null || !utmSource.isEmpty();
    if (isCampaign || (!referrerHost.isEmpty() && !isInternal)) {
      members.knownString("landing_page", cut(Url.withoutQuery(pageUrl), MAX_PAGE_LENGTH));
    }
    members.endObject();
  }

  private static void writeParameter(MemberWriter members, KnownMember parameter, String value) {
    members.knownString(parameter.memberName(), cut(value, MAX_LENGTH));
  }

  private static void writeClickId(MemberWriter members, ClickId clickId, Query query) {
    if (clickId == null) {
      return;
    }
    String value = query.first(clickId.parameter());
    members.knownString("click_id", value.length() > MAX_CLICK_ID_LENGTH ? "" : value);
    members.string("click_id_parameter", clickId.parameter());
    members.string("click_id_network", clickId.network());
  }

  private void writeReferrer(
      MemberWriter members, String host, boolean isInternal, String toldMedium) {
    Referrers.Referrer listed = host.isEmpty() || isInternal ? null : referrers.get().of(host);
    members.knownString("referrer_host", host);
    if (listed != null) {
      members.string("referrer_source", listed.source());
    }
    members.knownString("referrer_medium", Medium.of(toldMedium, host, isInternal, listed));
  }

  private String value(RawEvent event, Query query, KnownMember parameter) {
    if (!isRead.test(parameter)) {
      return "";
    }
    String own = text(event, parameter);
    return own.isEmpty() ? query.first(parameter.memberName()) : own;
  }

  private String text(RawEvent event, KnownMember member) {
    JsonValue value = event.get(member);
    return value.isNonEmptyString() && isRead.test(member) ? value.text() : "";
  }

  /** Not between the halves of a surrogate pair. */
  private static String cut(String value, int length) {
    if (value.length() <= length) {
      return value;
    }
    boolean splitsPair = Character.isHighSurrogate(value.charAt(length - 1));
    return value.substring(0, splitsPair ? length - 1 : length);
  }
}
