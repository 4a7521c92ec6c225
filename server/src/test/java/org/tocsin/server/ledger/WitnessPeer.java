// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.record.FolderWitnessStore;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.Witness;
import org.tocsin.record.WitnessKey;

/** A witness over real HTTP: the library's, which a test can make silent, or let lie. */
final class WitnessPeer implements AutoCloseable {

  /** What it does to a request in place of the library's witness. */
  @FunctionalInterface
  interface Way {
    Witness.Answer answer(byte[] body, Witness honest) throws IOException;
  }

  static final Way HONEST = (body, honest) -> honest.add(body);
  static final Way UNKNOWN = (_, _) -> new Witness.Answer(404, "text/plain", "unknown log\n");

  private final WitnessKey key;
  private final Witness honest;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Way way = HONEST;

  WitnessPeer(String name, Path memory, NoteVerifier log) throws IOException {
    key = WitnessKey.generate(name, WitnessKey.Algorithm.ED25519, new SecureRandom());
    honest =
        new Witness(
            List.of(key),
            Map.of(log.name(), List.of(log)),
            new FolderWitnessStore(memory),
            InstantSource.system());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/w/add-checkpoint", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      Witness.Answer answer = way.answer(exchange.getRequestBody().readAllBytes(), honest);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  void goes(Way other) {
    way = other;
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  NoteVerifier key() {
    return key.verifier();
  }

  WitnessSettings.Asked setting() {
    return new WitnessSettings.Asked(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w"),
        List.of(key.verifier().vkey()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
