// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A site of another authority: pages that a test sets, over real HTTP on this machine, with ETags.
 * What it does not have it answers with 503, unless a test says otherwise.
 */
public final class FeedSite implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Served> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A page: its status, its type, its bytes, further headers. */
  private record Served(int status, String type, byte[] bytes, Map<String, String> headers) {}

  private FeedSite(HttpServer server) {
    this.server = server;
  }

  /** Opens one on a free port. */
  public static FeedSite open() {
    try {
      FeedSite site =
          new FeedSite(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      site.server.createContext("/", site::answer);
      site.server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its host and port, for {@code tocsin.outbound.allow}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The address of a page. */
  public String url(String path) {
    return "http://" + host() + path;
  }

  /** Puts a page there, or another in its place. */
  public void put(String path, String text) {
    put(path, "application/xml", text.getBytes(UTF_8));
  }

  /** The same with a type. */
  public void put(String path, String type, byte[] bytes) {
    pages.put(path, new Served(200, type, bytes, Map.of()));
  }

  /** Answers with a status and headers. */
  public void refuse(String path, int status, Map<String, String> headers) {
    pages.put(path, new Served(status, "text/plain", new byte[0], headers));
  }

  /** What was asked for: the path and the {@code If-None-Match} that came with it. */
  public List<String> asked() {
    return asked;
  }

  /** How often a path was asked for. */
  public long asked(String path) {
    return asked.stream().filter(each -> each.startsWith(path + " ")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    asked.add(path + " " + tag);
    Served page =
        Optional.ofNullable(pages.get(path))
            .orElse(new Served(503, "text/plain", new byte[0], Map.of()));
    String own = "\"" + java.util.Arrays.hashCode(page.bytes()) + "\"";
    page.headers().forEach(exchange.getResponseHeaders()::set);
    if (page.status() != 200) {
      exchange.sendResponseHeaders(page.status(), -1);
    } else if (own.equals(tag)) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.getResponseHeaders().set("ETag", own);
      exchange.getResponseHeaders().set("Content-Type", page.type());
      exchange.sendResponseHeaders(200, page.bytes().length);
      exchange.getResponseBody().write(page.bytes());
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
