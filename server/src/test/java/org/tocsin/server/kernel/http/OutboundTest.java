// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.kernel.tls.UntrustedPeerException;
import org.tocsin.server.world.TestAuthority;
import org.tocsin.server.world.TlsDoor;

/** FEATURE UNDER TEST: requests reach the public internet and what was listed, nothing else. */
class OutboundTest {

  private HttpServer server;
  private Outbound outbound;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = new byte[path.equals("/big") ? 5_000 : 5];
          if (path.equals("/away")) {
            exchange.getResponseHeaders().set("Location", "/");
          }
          exchange.sendResponseHeaders(path.equals("/away") ? 302 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    outbound = outbound(List.of("127.0.0.1:" + server.getAddress().getPort()));
  }

  private static Outbound outbound(List<String> allow) {
    return new Outbound(
        new OutboundSettings(allow, Duration.ofSeconds(2), Duration.ofSeconds(5), 4));
  }

  @AfterEach
  void stop() {
    outbound.close();
    server.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void aListedAddressIsReachedByNumberAndByName() throws IOException {
    assertThat(outbound.send(Outbound.Call.get(at("/"), Map.of(), 100)).status()).isEqualTo(200);
  }

  /** Answers each request with its path, and the first on each connection again. */
  private static void answerTwice(ServerSocket server, boolean atOnce, Semaphore said) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        boolean first = true;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String path = line.split(" ")[1];
          while (!line.isEmpty()) {
            line = in.readLine();
          }
          in.read(new char[1]);
          String answer =
              "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(path.length(), path);
          client
              .getOutputStream()
              .write((first && atOnce ? answer + answer : answer).getBytes(US_ASCII));
          if (first && !atOnce) {
            client.getOutputStream().write(answer.getBytes(US_ASCII));
          }
          first = false;
          said.release();
        }
      } catch (IOException e) {
        // The client gave the connection up.
      }
    }
  }

  private static String posted(Outbound own, ServerSocket server, String path) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    Outbound.Answer answer =
        own.send(new Outbound.Call("POST", address, Map.of(), new byte[1], 100));
    return new String(answer.body(), US_ASCII);
  }

  /** Answers belong to requests by their order alone (RFC 9112 §9.3). */
  @Test
  void anAnswerThatCameTwiceIsNotTakenForThatOfTheNextRequest() throws Exception {
    try (ServerSocket host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerTwice(host, true, new Semaphore(0)));
      try (Outbound own = outbound(List.of("127.0.0.1:" + host.getLocalPort()))) {
        assertThat(posted(own, host, "/a")).isEqualTo("/a");
        assertThatThrownBy(() -> posted(own, host, "/b")).hasMessageContaining("before it was");
        assertThat(posted(own, host, "/c")).isEqualTo("/c");
      }
    }
  }

  @Test
  void aConnectionOnWhichTheHostSpokeUnaskedIsLeftForAnother() throws Exception {
    Semaphore said = new Semaphore(0);
    try (ServerSocket host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerTwice(host, false, said));
      try (Outbound own = outbound(List.of("127.0.0.1:" + host.getLocalPort()))) {
        // The two may come as one, and then it shows only when the next has been asked.
        String second = "";
        for (int i = 0; !second.equals("/b"); i++) {
          assertThat(posted(own, host, "/a" + i)).isEqualTo("/a" + i);
          said.acquire();
          try {
            second = posted(own, host, "/b");
            said.acquire();
          } catch (IOException cameAsOne) {
            assertThat(cameAsOne).hasMessageContaining("before it was");
            said.acquire();
          }
        }
      }
    }
  }

  @Test
  void whatIsNotWantedAnyMoreWhenItsTurnComesIsNotSent() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Outbound.Call call = Outbound.Call.get(at("/"), Map.of(), 100);
    assertThatThrownBy(() ->
            Outbound.whileWanted(
                () -> asked.incrementAndGet() < 2,
                () -> {
                  assertThat(outbound.send(call).status()).isEqualTo(200);
                  return outbound.send(call);
                }))
        .isInstanceOf(UnsentException.class);
    assertThat(asked).hasValue(2);
  }

  @Test
  void anExchangeMayHaveLessTimeThanOthers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Outbound own =
            new Outbound(
                new OutboundSettings(
                    List.of("127.0.0.1"), Duration.ofSeconds(2), Duration.ofHours(1), 4))) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      // With the usual time this test would not end.
      assertThatThrownBy(
              () -> own.send(Outbound.Call.get(address, Map.of(), 100), Duration.ofMillis(200)))
          .isInstanceOf(IOException.class);
    }
  }

  private Outbound outbound(TlsDoor door, Trust trust) {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.1:" + door.port()), Duration.ofSeconds(2), Duration.ofSeconds(5), 4),
        trust);
  }

  private static Outbound.Call call(TlsDoor door) {
    return Outbound.Call.get(URI.create("https://127.0.0.1:" + door.port() + "/"), Map.of(), 100);
  }

  @Test
  void overHttpsManyRequestsShareOneConnectionAndOneHandshakeAndTheCountersSaySo(
      @TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    try (TlsDoor door = new TlsDoor(authority.server("127.0.0.1"), server.getAddress().getPort());
        Outbound own = outbound(door, trust)) {
      for (int i = 0; i < 20; i++) {
        assertThat(own.send(call(door)).status()).isEqualTo(200);
      }
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      new OutboundMeters(own).bindTo(metrics);
      assertThat(metrics.get("tocsin.outbound.requests").functionCounter().count()).isEqualTo(20);
      assertThat(metrics.get("tocsin.outbound.connections").functionCounter().count()).isEqualTo(1);
      assertThat(metrics.get("tocsin.outbound.handshakes").functionCounter().count()).isEqualTo(1);
      assertThat(door.handshakes()).as("as the other side counts").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expired, has expired",
    "another name, for another name",
    "unknown authority, tocsin.tls.trust"
  })
  void overHttpsACertificateThatProvesNothingGetsNothing(
      String fault, String words, @TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    TestAuthority.Issued certificate =
        switch (fault) {
          case "expired" -> authority.server("127.0.0.1", Instant.now().minus(Duration.ofDays(1)));
          case "another name" -> authority.server("other.example.org");
          default -> new TestAuthority(folder, "Stranger").server("127.0.0.1");
        };
    try (TlsDoor door = new TlsDoor(certificate, server.getAddress().getPort());
        Outbound own = outbound(door, trust)) {
      assertThatThrownBy(() -> own.send(call(door)))
          .isInstanceOf(UntrustedPeerException.class)
          .hasMessageContaining(words)
          .hasMessageNotContaining("127.0.0.1");
    }
  }

  /** A kept connection may be closed by the other side at any time (RFC 9112 §9.5). */
  @Test
  void readingIsTriedAgainWhenAKeptConnectionWasClosedAndSendingIsNot() throws Exception {
    try (ServerSocket forgetful = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerOnceAConnection(forgetful));
      URI address = URI.create("http://127.0.0.1:" + forgetful.getLocalPort() + "/");
      try (Outbound own = outbound(List.of("127.0.0.1:" + forgetful.getLocalPort()))) {
        Outbound.Call get = Outbound.Call.get(address, Map.of(), 100);
        assertThat(own.send(get).status()).isEqualTo(200);
        assertThat(own.send(get).status()).isEqualTo(200);
        Outbound.Call post = new Outbound.Call("POST", address, Map.of(), new byte[1], 100);
        assertThatThrownBy(() -> own.send(post)).isInstanceOf(IOException.class);
      }
    }
  }

  /** Promises to keep each connection, answers one request on it, and closes it at the next. */
  private static void answerOnceAConnection(ServerSocket server) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          readHead(socket);
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
          readHead(socket);
        }
      }
    } catch (IOException closed) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  private static void readHead(Socket socket) throws IOException {
    int newlines = 0;
    while (newlines < 2) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        return;
      }
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
    }
  }

  @Test
  void theSameAddressOnAnotherPortIsNot() {
    try (Outbound other = outbound(List.of("127.0.0.1:1"))) {
      assertThatThrownBy(() -> other.send(Outbound.Call.get(at("/"), Map.of(), 100)))
          .isInstanceOf(OutboundRefusedException.class)
          .hasMessageContaining("tocsin.outbound.allow");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1/", "http://127.0.0.1:1/", "http://127.1:1/", "http://0.0.0.0:1/",
        "http://10.0.0.1/", "http://172.16.5.5/", "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/", "http://[::1]:1/", "http://[::ffff:127.0.0.1]:1/",
            "http://[fe80::1]/",
        "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://2130706433:1/"
      })
  void addressesOfOurOwnInsideAreRefused(String address) {
    assertThatThrownBy(() -> outbound.send(Outbound.Call.get(URI.create(address), Map.of(), 100)))
        .isInstanceOf(IOException.class)
        .satisfiesAnyOf(
            refused -> assertThat(refused).isInstanceOf(OutboundRefusedException.class),
            unknown -> assertThat(unknown).isInstanceOf(java.net.UnknownHostException.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "http://user:pw@example.org/",
        "http:///x",
        "mailto:a@example.org"
      })
  void whatIsNoPlainWebAddressIsRefused(String address) {
    assertThatThrownBy(() -> outbound.send(Outbound.Call.get(URI.create(address), Map.of(), 100)))
        .isInstanceOf(OutboundRefusedException.class);
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws IOException {
    assertThat(outbound.send(Outbound.Call.get(at("/away"), Map.of(), 100)).status())
        .isEqualTo(302);
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> outbound.send(Outbound.Call.get(at("/big"), Map.of(), 100)))
        .hasMessageContaining("larger than 100 bytes");
  }

  @ParameterizedTest
  @CsvSource({"not-an-address", "10.0.0.0/33", "300.1.1.1", "example.org", "127.0.0.1:99999"})
  void aListThatCannotBeReadStopsTheStart(String entry) {
    assertThatThrownBy(() -> outbound(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tocsin.outbound.allow");
  }

  @Test
  void theThreadsOfTheClientDoNotBelongToTheRequestThatStartedThem() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RequestOfALoader.class.getName(),
                at("/").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("of the program: Ok"));
  }

  @Test
  void aHostThatDoesNotAnswerIsLeftAloneAndOthersAreNot() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    URI address = URI.create("http://127.0.0.1:" + port + "/");
    try (Outbound own =
        outbound(List.of("127.0.0.1:" + port, "127.0.0.1:" + server.getAddress().getPort()))) {
      Outbound.Call call = Outbound.Call.get(address, Map.of(), 100);
      for (int i = 0; i < Breakers.FAILURES; i++) {
        assertThatThrownBy(() -> own.send(call)).isNotInstanceOf(HostRestsException.class);
      }
      assertThatThrownBy(() -> own.send(call))
          .isInstanceOf(HostRestsException.class)
          .hasMessageContaining("has not answered");
      assertThat(own.send(Outbound.Call.get(at("/"), Map.of(), 100)).status()).isEqualTo(200);
    }
  }

  @Test
  void theServerItselfIsReachedByTheTwoAddressesOfStrangersAndNoOther() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "server",
                Map.of(
                    "local.server.port",
                    server.getAddress().getPort(),
                    "server.address",
                    "127.0.0.1")));
    OutboundSettings closed =
        new OutboundSettings(List.of(), Duration.ofSeconds(2), Duration.ofSeconds(5), 4);
    try (Outbound itself = new Outbound(closed, Trust.ofPlatform(), new OwnDoor(environment))) {
      for (String path : List.of("/synthetic/alerts", "/a/Ab-_9")) {
        assertThat(itself.send(posted("http://itself.tocsin.invalid" + path)).status())
            .as(path)
            .isEqualTo(200);
      }
      for (String address :
          List.of(
              "http://itself.tocsin.invalid/",
              "http://itself.tocsin.invalid/api/v1/tokens",
              "http://itself.tocsin.invalid/a/x/../../metrics",
              "http://itself.tocsin.invalid/a/%2e%2e",
              "http://itself.tocsin.invalid/a/x?answer=safe",
              "http://itself.tocsin.invalid:8470/synthetic/alerts",
              "https://itself.tocsin.invalid/synthetic/alerts",
              "http://ITSELF.tocsin.invalid/metrics",
              at("/synthetic/alerts").toString())) {
        assertThatThrownBy(() -> itself.send(posted(address)))
            .as(address)
            .isInstanceOf(OutboundRefusedException.class);
      }
    }
    assertThatThrownBy(() -> outbound.send(posted("http://itself.tocsin.invalid/synthetic/alerts")))
        .as("a program that is no server")
        .isInstanceOf(OutboundRefusedException.class);
  }

  private static Outbound.Call posted(String address) {
    return new Outbound.Call("POST", URI.create(address), Map.of(), new byte[0], 100);
  }
}
