// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An authority for time by OpenSSL's {@code ts}, behind a little HTTP server, that can misbehave.
 */
final class OpensslTsa implements AutoCloseable {

  private final Path folder;
  private final HttpServer server;
  private final List<byte[]> queries = new ArrayList<>();

  /** What becomes of a query before it is answered, and of the answer. */
  UnaryOperator<byte[]> query = bytes -> bytes;

  UnaryOperator<byte[]> answer = bytes -> bytes;

  /** The certificate that signs: {@code tsa}, or {@code web}, which is for something else. */
  String signer = "tsa";

  int status = 200;

  OpensslTsa(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [tsa]
        serial = %1$s/serial
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha256
        signer_digest = sha256
        crypto_device = builtin
        ess_cert_id_alg = sha256
        [lists]
        database = %1$s/index
        default_md = sha256
        [kept]
        2.5.29.60 = ASN1:GENERALIZEDTIME:20200101000000Z
        [kept-late]
        2.5.29.60 = ASN1:GENERALIZEDTIME:20470101000000Z
        [stamping]
        extendedKeyUsage = critical,timeStamping
        [web]
        extendedKeyUsage = serverAuth
        """
            .formatted(folder));
    Files.writeString(folder.resolve("serial"), "01\n");
    authority("ca");
    authority("other");
    certificate("tsa", "stamping");
    certificate("web", "web");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
  }

  /** Whether OpenSSL is on this machine. */
  static boolean isThere() {
    try {
      return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void authority(String name) throws IOException {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=%1$s"
                .formatted(name)
            + " -keyout %1$s.key -out %1$s.pem".formatted(name));
  }

  private void certificate(String name, String use) throws IOException {
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr"
            .formatted(name));
    openssl(
        "x509 -req -days 30 -in %1$s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile tsa.cnf -extensions %2$s -out %1$s.pem"
            .formatted(name, use));
  }

  /**
   * A list of revoked certificates.
   *
   * @param authority who signs it
   * @param revoked when the certificate {@code tsa} was revoked, as {@code yymmddHHMMSSZ}, and by a
   *     comma the reason, if there is one; empty: it was not
   * @param options {@code -crl_lastupdate}, for another date than now
   */
  Path list(String authority, String revoked, String options) throws IOException {
    String serial = openssl("x509 -noout -serial -in tsa.pem").strip().replace("serial=", "");
    Files.writeString(
        folder.resolve("index"),
        revoked.isEmpty()
            ? ""
            : "R\t491231235959Z\t%s\t%s\tunknown\t/CN=tsa\n".formatted(revoked, serial));
    openssl(
        "ca -gencrl -config tsa.cnf -name lists -crldays 30 -cert %1$s.pem -keyfile %1$s.key -out list.pem"
                .formatted(authority)
            + options);
    return folder.resolve("list.pem");
  }

  /** What OpenSSL says. */
  String openssl(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IOException(arguments + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return said;
  }

  private void reply(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    queries.add(asked);
    byte[] body;
    try {
      body = answer.apply(stamp(query.apply(asked)));
    } catch (UncheckedIOException | IOException e) {
      body = new byte[0];
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** OpenSSL's answer to a query. */
  byte[] stamp(byte[] asked) throws IOException {
    Files.write(folder.resolve("query"), asked);
    openssl(
        "ts -reply -config tsa.cnf -section tsa -queryfile query -signer %1$s.pem -inkey %1$s.key -chain ca.pem -out reply"
            .formatted(signer));
    return Files.readAllBytes(folder.resolve("reply"));
  }

  List<byte[]> queries() {
    return queries;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
