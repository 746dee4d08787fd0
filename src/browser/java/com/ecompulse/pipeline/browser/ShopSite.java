package com.ecompulse.pipeline.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web site of one page, with the tracker in it. */
final class ShopSite implements AutoCloseable {
  private static final Path PAGE = Path.of("src", "browser", "resources", "shop.html");

  private final HttpServer server;

  private ShopSite(HttpServer server) {
    this.server = server;
  }

  static ShopSite open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", ShopSite::answer);
    server.start();
    return new ShopSite(server);
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The page's address; its tracker sends there, with that key. */
  String page(URI collector, String writeKey) {
    return "%s/?collector=%s&writeKey=%s".formatted(origin(), encoded(collector + ""), writeKey);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] page = Files.readAllBytes(PAGE);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
