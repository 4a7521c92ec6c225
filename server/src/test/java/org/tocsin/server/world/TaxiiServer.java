// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A TAXII 2.1 server with one collection, as far as reading goes: basic authentication, {@code
 * added_after}, {@code limit}, {@code next}, and the headers of dates added. It gives at most two
 * objects a page.
 */
public final class TaxiiServer implements AutoCloseable {

  private static final String TYPE = "application/taxii+json;version=2.1";
  private static final int PAGE = 2;

  private final HttpServer server;
  private final String authorization;
  private final List<Added> objects = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicBoolean forgetful = new AtomicBoolean();

  /** An object with when it was added. */
  private record Added(Instant at, String json) {}

  private TaxiiServer(HttpServer server, String user, String password) {
    this.server = server;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Opens one on a free port that lets this user read. */
  public static TaxiiServer open(String user, String password) {
    try {
      TaxiiServer taxii =
          new TaxiiServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              user,
              password);
      taxii.server.createContext("/", taxii::answer);
      taxii.server.start();
      return taxii;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its host and port, for {@code tocsin.outbound.allow}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The address of its collection. */
  public String collection() {
    return "http://" + host() + "/api/collections/one/";
  }

  /** Adds an object; later ones are added later. */
  public void add(Instant at, String json) {
    objects.add(new Added(at, json));
  }

  /** The next mark that it is asked with it refuses once. */
  public void forgetMark() {
    forgetful.set(true);
  }

  /** The queries that it answered, in order. */
  public List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    if (!exchange.getRequestURI().getPath().equals("/api/collections/one/objects/")) {
      send(exchange, 404, "{\"title\":\"not found\"}");
    } else if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"taxii\"");
      send(exchange, 401, "{\"title\":\"unauthorized\"}");
    } else if (!TYPE.equals(exchange.getRequestHeaders().getFirst("Accept"))) {
      send(exchange, 406, "{\"title\":\"not acceptable\"}");
    } else {
      asked.add(query);
      page(exchange, parameters(query));
    }
    exchange.close();
  }

  private void page(HttpExchange exchange, Map<String, String> query) throws IOException {
    Instant after =
        Optional.ofNullable(query.get("added_after")).map(Instant::parse).orElse(Instant.MIN);
    if (query.containsKey("next") && forgetful.getAndSet(false)) {
      send(exchange, 400, "{\"title\":\"no such page\"}");
      return;
    }
    int from = Integer.parseInt(query.getOrDefault("next", "0"));
    List<Added> all = objects.stream().filter(each -> each.at().isAfter(after)).toList();
    List<Added> here = all.stream().skip(from).limit(PAGE).toList();
    if (here.isEmpty()) {
      send(exchange, 200, "{}");
      return;
    }
    boolean more = from + PAGE < all.size();
    exchange.getResponseHeaders().set("X-TAXII-Date-Added-First", here.getFirst().at().toString());
    exchange.getResponseHeaders().set("X-TAXII-Date-Added-Last", here.getLast().at().toString());
    List<String> json = new ArrayList<>();
    here.forEach(each -> json.add(each.json()));
    send(
        exchange,
        200,
        "{\"more\":%s%s,\"objects\":[%s]}"
            .formatted(
                more, more ? ",\"next\":\"" + (from + PAGE) + "\"" : "", String.join(",", json)));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> all = new HashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        all.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return all;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
