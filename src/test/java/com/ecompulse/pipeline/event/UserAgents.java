package com.ecompulse.pipeline.event;

import java.util.List;

/** User agents as browsers, apps and bots really send them. */
public final class UserAgents {

  private static final String MOZILLA = "Mozilla/5.0 ";
  private static final String WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) ";
  private static final String WINDOWS = MOZILLA + "(Windows NT 10.0; Win64; x64)";
  private static final String MAC = MOZILLA + "(Macintosh; Intel Mac OS X 10_15_7)";
  private static final String LINUX = MOZILLA + "(X11; Linux x86_64)";
  private static final String ANDROID = MOZILLA + "(Linux; Android 10; K)";
  private static final String IPHONE =
      MOZILLA
          + "(iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

  public static final List<String> REAL =
      List.of(
          WINDOWS + WEBKIT + "Chrome/138.0.0.0 Safari/537.36",
          WINDOWS + WEBKIT + "Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
          WINDOWS + WEBKIT + "Chrome/137.0.0.0 Safari/537.36 OPR/121.0.0.0",
          MOZILLA + "(Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
          MOZILLA + "(Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
          MAC + WEBKIT + "Chrome/138.0.0.0 Safari/537.36",
          MAC + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
          MOZILLA + "(Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
          LINUX + WEBKIT + "Chrome/138.0.0.0 Safari/537.36",
          MOZILLA + "(X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          LINUX + WEBKIT + "HeadlessChrome/138.0.0.0 Safari/537.36",
          ANDROID + WEBKIT + "Chrome/138.0.0.0 Mobile Safari/537.36",
          ANDROID + WEBKIT + "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
          MOZILLA + "(Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
          IPHONE + " Version/18.5 Mobile/15E148 Safari/604.1",
          IPHONE + " CriOS/138.0.7204.33 Mobile/15E148 Safari/604.1",
          MOZILLA
              + "(iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/18.5 Mobile/15E148 Safari/604.1",
          MOZILLA + "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          MOZILLA + "(compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
          "curl/8.5.0",
          "okhttp/4.12.0");

  private UserAgents() {}
}
