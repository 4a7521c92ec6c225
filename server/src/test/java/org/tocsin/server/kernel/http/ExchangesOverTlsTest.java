// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.kernel.tls.UntrustedPeerException;
import org.tocsin.server.world.TestAuthority;
import org.tocsin.server.world.TlsDoor;

/** Posts over TLS. */
class ExchangesOverTlsTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private static Outbound outbound(int perHost, Trust trust, Duration call) {
    return new Outbound(
        new OutboundSettings(List.of("127.0.0.0/8"), Duration.ofSeconds(5), call, perHost), trust);
  }

  private static PostedErrand run(Outbound outbound, PostedErrand mine) {
    run(outbound, List.of(mine));
    return mine;
  }

  private static void run(Outbound outbound, List<PostedErrand> all) {
    try (Exchanges exchanges = outbound.exchanges()) {
      exchanges.run(all, LONG);
    }
  }

  @Test
  void overHttpsManyPostsShareFewConnectionsAndOneHandshakeEach(@TempDir Path folder)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    try (ScriptedHost host = ScriptedHost.echo();
        TlsDoor door = new TlsDoor(authority.server("127.0.0.1"), host.port());
        Outbound outbound = outbound(4, trust, Duration.ofSeconds(30));
        Exchanges exchanges = outbound.exchanges()) {
      byte[] large = new byte[100_000];
      Arrays.fill(large, (byte) 'x');
      for (int round = 0; round < 3; round++) {
        List<PostedErrand> all =
            IntStream.range(0, 100)
                .mapToObj(i ->
                    new PostedErrand(
                        "https://127.0.0.1:" + door.port() + "/" + i,
                        () -> true,
                        i % 10 == 0 ? large : "{}".getBytes(UTF_8)))
                .toList();
        exchanges.run(all, LONG);
        for (int i = 0; i < all.size(); i++) {
          assertThat(all.get(i).text()).isEqualTo("/" + i);
        }
      }
      assertThat(door.handshakes()).isLessThanOrEqualTo(4);
      assertThat(outbound.connections().handshakes()).isEqualTo(door.handshakes());
      assertThat(host.heard().stream().filter(each -> each.body().length() == 100_000)).hasSize(30);
    }
  }

  @Test
  void whoeverTalksWithoutEndOverTlsKeepsNobodyElseFromTheirTurn(@TempDir Path folder)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    CountDownLatch served = new CountDownLatch(1);
    try (ScriptedHost endless =
            new ScriptedHost((heard, socket) -> {
              ScriptedHost.say(socket, ScriptedHost.ok("y".repeat(99)));
              while (served.getCount() > 0) {
                ScriptedHost.say(socket, "x".repeat(100));
              }
            });
        ScriptedHost quick =
            new ScriptedHost((heard, socket) -> {
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
              if (heard.path().equals("/19")) {
                served.countDown();
              }
            });
        TlsDoor door = new TlsDoor(authority.server("127.0.0.1"), endless.port());
        Outbound outbound = outbound(1, trust, Duration.ofSeconds(30))) {
      List<PostedErrand> all = new ArrayList<>();
      all.add(new PostedErrand("https://127.0.0.1:" + door.port() + "/"));
      IntStream.range(0, 20).forEach(i -> all.add(new PostedErrand(quick.at("/" + i))));
      run(outbound, all);
      assertThat(all.getFirst().text()).hasSize(99);
      assertThat(all.getLast().text()).isEqualTo("/19");
    }
  }

  @Test
  void aHandshakeThatDripsIsGivenUpWithItsSocketAndNothingMayHaveArrived() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (ServerSocket drips = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Outbound outbound = outbound(1, Trust.ofPlatform(), Duration.ofMillis(300))) {
      Thread.startVirtualThread(() -> {
        try (Socket client = drips.accept()) {
          client.setSoTimeout(20);
          // The head of a record of 16 KiB, and then a byte whenever a moment has passed.
          client.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
          while (isOpen(client)) {
            client.getOutputStream().write(0);
          }
        } catch (IOException gone) {
          // So they have left, too.
        }
        left.countDown();
      });
      String address = "https://127.0.0.1:" + drips.getLocalPort() + "/";
      assertThat(run(outbound, new PostedErrand(address)).fault())
          .isInstanceOf(ConnectException.class);
      assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean isOpen(Socket client) throws IOException {
    try {
      while (client.getInputStream().read() >= 0) {}
      return false;
    } catch (SocketTimeoutException open) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expired, has expired",
    "another name, for another name",
    "unknown authority, tocsin.tls.trust",
    "no TLS at all, no encrypted connection"
  })
  void overHttpsWhoProvesNothingGetsNothing(String fault, String words, @TempDir Path folder)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    TestAuthority.Issued certificate =
        switch (fault) {
          case "expired" -> authority.server("127.0.0.1", Instant.now().minus(Duration.ofDays(1)));
          case "another name" -> authority.server("other.example.org");
          default -> new TestAuthority(folder, "Stranger").server("127.0.0.1");
        };
    try (ScriptedHost host = ScriptedHost.echo();
        ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TlsDoor door = new TlsDoor(certificate, host.port());
        Outbound outbound = outbound(4, trust, Duration.ofSeconds(30))) {
      Thread.startVirtualThread(() -> {
        try (Socket client = plain.accept()) {
          client.getOutputStream().write("220 mail.example.org\r\n".getBytes(ISO_8859_1));
          client.getInputStream().readNBytes(1);
        } catch (IOException e) {
          // The client has had enough.
        }
      });
      int port = fault.startsWith("no TLS") ? plain.getLocalPort() : door.port();
      assertThat(run(outbound, new PostedErrand("https://127.0.0.1:" + port + "/")).fault())
          .isInstanceOf(UntrustedPeerException.class)
          .hasMessageContaining(words)
          .hasMessageNotContaining("127.0.0.1");
      assertThat(host.heard()).isEmpty();
    }
  }
}
