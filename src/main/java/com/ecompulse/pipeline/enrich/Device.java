package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;

/**
 * What the visitor uses, the object {@code device}: {@code class} ({@link DeviceClass}), {@code os}
 * and {@code browser} with their {@code os_version} and {@code browser_version} where they are
 * known, and {@code is_bot}. By {@code properties.user_agent}, else by that of the request; left
 * out where there is neither. Of a user agent the first 512 characters count.
 */
final class Device implements Enrichment {

  private static final int MAX_LENGTH = 512;

  private final RecentValues<Agent> agents;

  /**
   * @param cacheSize user agents that are remembered, of some hundred bytes to 2 KiB each. To
   *     recognise one takes most of a millisecond, a thousand times what the other steps take
   */
  Device(int cacheSize) {
    this.agents = new RecentValues<>(cacheSize, UserAgentParser::parse);
  }

  @Override
  public String name() {
    return "device";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    String userAgent = userAgent(event, context);
    if (userAgent == null || userAgent.isEmpty()) {
      return;
    }
    Agent agent =
        agents.get(
            userAgent.length() <= MAX_LENGTH ? userAgent : userAgent.substring(0, MAX_LENGTH));
    members.beginObject("device");
    members.string("class", agent.deviceClass().tag());
    members.knownString("os", agent.os());
    members.knownString("os_version", agent.osVersion());
    members.knownString("browser", agent.browser());
    members.knownString("browser_version", agent.browserVersion());
    members.bool("is_bot", agent.deviceClass() == DeviceClass.BOT);
    members.endObject();
  }

  private static String userAgent(RawEvent event, EventContext context) {
    JsonValue own = event.get(KnownMember.USER_AGENT);
    return own.isNonEmptyString() ? own.text() : context.userAgent();
  }
}
