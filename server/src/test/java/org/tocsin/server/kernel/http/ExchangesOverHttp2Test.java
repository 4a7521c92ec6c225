// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.kernel.tls.TlsSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.world.TestAuthority;

/** Posts that share a connection: with a server that has its own HTTP/2, and with scripts. */
class ExchangesOverHttp2Test {

  private static final Duration LONG = Duration.ofMinutes(5);

  private static Outbound outbound(int perHost, Trust trust, Duration call, int... plain) {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.0/8"),
            Duration.ofSeconds(5),
            call,
            perHost,
            Arrays.stream(plain).mapToObj(port -> "127.0.0.1:" + port).toList()),
        trust);
  }

  private static Outbound outbound(int perHost, int plain) {
    return outbound(perHost, Trust.ofPlatform(), Duration.ofSeconds(30), plain);
  }

  private static List<PostedErrand> posts(String door, int count) {
    byte[] large = new byte[100_000];
    Arrays.fill(large, (byte) 'x');
    return IntStream.range(0, count)
        .mapToObj(i ->
            new PostedErrand(
                door + "/" + i, () -> true, i % 50 == 0 ? large : "{}".getBytes(UTF_8)))
        .toList();
  }

  private static void runThrice(Exchanges exchanges, String door, Http2Host host) {
    for (int round = 0; round < 3; round++) {
      List<PostedErrand> all = posts(door, 200);
      exchanges.run(all, LONG);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).text())
            .isEqualTo("/%d %d HTTP/2.0".formatted(i, i % 50 == 0 ? 100_000 : 2));
      }
    }
    assertThat(host.heard()).isEqualTo(600);
  }

  @Test
  void aHostThatChoosesHttp2GetsAllPostsOnOneConnection(@TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    try (Http2Host host = new Http2Host(folder, authority.server("127.0.0.1"), 100);
        Outbound outbound = outbound(64, trust, Duration.ofSeconds(30));
        Exchanges exchanges = outbound.exchanges()) {
      runThrice(exchanges, "https://127.0.0.1:" + host.port(), host);
      assertThat(outbound.connections().opened()).isEqualTo(1);
      assertThat(outbound.connections().handshakes()).isEqualTo(1);
      assertThat(outbound.connections().exchanges()).isEqualTo(600);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100})
  void aHostThatIsKnownToSpeakItNeedsNoEncryption(int streams, @TempDir Path folder)
      throws Exception {
    try (Http2Host host = new Http2Host(folder, null, streams);
        Outbound outbound = outbound(64, host.port());
        Exchanges exchanges = outbound.exchanges()) {
      runThrice(exchanges, "http://127.0.0.1:" + host.port(), host);
      assertThat(outbound.connections().opened()).isEqualTo(1);
    }
  }

  /** A host of which each connection does what a script says, from the first post on. */
  private static final class Scripted implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final Script script;

    interface Script {
      /** A post has come whole; what is written to the frames is sent. False closes. */
      boolean goesOn(int connection, int stream, FrameWriter frames) throws InterruptedException;
    }

    Scripted(Script script) throws IOException {
      this.script = script;
      Thread.startVirtualThread(() -> {
        while (!server.isClosed()) {
          try {
            Socket socket = server.accept();
            int number = connections.incrementAndGet();
            Thread.startVirtualThread(() -> serve(socket, number));
          } catch (IOException closed) {
            return;
          }
        }
      });
    }

    int port() {
      return server.getLocalPort();
    }

    private void serve(Socket socket, int connection) {
      try (socket) {
        InputStream in = socket.getInputStream();
        in.skipNBytes(24);
        FrameWriter frames = new FrameWriter();
        frames.begin(FrameWriter.SETTINGS, 0, 0);
        frames.end();
        FrameReader reader = new FrameReader(16_384);
        byte[] piece = new byte[16_384];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          ByteBuffer octets = ByteBuffer.wrap(piece, 0, count);
          boolean goesOn = true;
          while (goesOn && reader.reads(octets)) {
            if (reader.type() == FrameWriter.DATA && reader.has(FrameWriter.END_STREAM)) {
              goesOn = script.goesOn(connection, reader.stream(), frames);
            }
          }
          say(socket, frames.take());
          if (!goesOn) {
            return;
          }
        }
      } catch (IOException e) {
        // The client, or the test, has closed it.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void say(Socket socket, @Nullable ByteBuffer words) throws IOException {
      if (words != null) {
        byte[] octets = new byte[words.remaining()];
        words.get(octets);
        socket.getOutputStream().write(octets);
      }
    }

    static void answer(FrameWriter frames, int stream) {
      frames.head(stream, new byte[] {(byte) 0x88}, false, 100);
      frames.data(stream, "yes".getBytes(ISO_8859_1), 0, 3, true);
    }

    static void leave(FrameWriter frames, int last) {
      frames.begin(FrameWriter.GOAWAY, 0, 0);
      frames.octets(new byte[] {0, 0, 0, (byte) last, 0, 0, 0, 0});
      frames.end();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static List<PostedErrand> run(Outbound outbound, int port, int count) {
    List<PostedErrand> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new PostedErrand("http://127.0.0.1:" + port + "/" + i));
    }
    try (Exchanges exchanges = outbound.exchanges()) {
      exchanges.run(all, LONG);
    }
    return all;
  }

  @Test
  void aHostThatLeavesAfterAFewIsAskedTheRestOnAnotherConnection() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (stream <= 5) {
                Scripted.answer(frames, stream);
              }
              if (stream == 5) {
                Scripted.leave(frames, 5);
              }
              return stream < 5;
            });
        Outbound outbound = outbound(8, host.port())) {
      for (PostedErrand each : run(outbound, host.port(), 10)) {
        assertThat(each.text()).isEqualTo("yes");
      }
      assertThat(host.connections.get()).isEqualTo(4);
    }
  }

  @Test
  void aHostThatLeavesMayStillAnswerWhatIsUnderWayAndOneMoreConnectionTakesTheRest()
      throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (connection > 1) {
                Scripted.answer(frames, stream);
              } else if (stream == 5) {
                Scripted.leave(frames, 5);
                List.of(5, 3, 1).forEach(each -> Scripted.answer(frames, each));
              }
              return true;
            });
        Outbound outbound = outbound(8, host.port())) {
      for (PostedErrand each : run(outbound, host.port(), 40)) {
        assertThat(each.text()).isEqualTo("yes");
      }
      assertThat(host.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void aHostThatRefusesEachPostIsNotAskedWithoutEnd() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              frames.reset(stream, 7);
              return true;
            });
        Outbound outbound = outbound(8, host.port())) {
      for (PostedErrand each : run(outbound, host.port(), 5)) {
        assertThat(each.fault()).isInstanceOf(ConnectException.class);
      }
      assertThat(host.connections.get()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatBreaksTakesWhatWasUnderWayOnItAndIsOneFailureOfTheHost() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (connection > 1 || stream == 1) {
                Scripted.answer(frames, stream);
              }
              return connection > 1 || stream < 15;
            });
        Outbound outbound = outbound(8, host.port())) {
      List<PostedErrand> all = run(outbound, host.port(), 20);
      List<PostedErrand> broken = all.stream().filter(each -> each.answer == null).toList();
      assertThat(broken)
          .hasSizeBetween(7, 8)
          .allSatisfy(each ->
              assertThat(each.fault()).isInstanceOfAny(EOFException.class, SocketException.class));
      all.removeAll(broken);
      for (PostedErrand each : all) {
        assertThat(each.text()).isEqualTo("yes");
      }
      assertThat(host.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatBreaksIsOneFailureHoweverManyPostsItTakes() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (connection > 1 || stream == 1) {
                Scripted.answer(frames, stream);
              }
              return connection > 1 || stream < 19;
            });
        Outbound outbound = outbound(10, host.port())) {
      List<PostedErrand> all = run(outbound, host.port(), 20);
      assertThat(all.stream().filter(each -> each.answer == null)).hasSize(10);
      assertThat(all.getLast().text()).isEqualTo("yes");
    }
  }

  @Test
  void aHostThatTakesNoPostsIsNotWaitedForUntilTheEnd() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              frames.begin(FrameWriter.SETTINGS, 0, 0);
              frames.setting(3, 0);
              frames.end();
              frames.reset(stream, 7);
              return true;
            });
        Outbound outbound = outbound(8, host.port())) {
      assertThat(run(outbound, host.port(), 1).getFirst().fault())
          .isInstanceOf(ConnectException.class);
      assertThat(host.connections.get()).isEqualTo(4);
    }
  }

  @Test
  void aPostThatIsSlowOnAConnectionThatIsLeftKeepsNoOtherWaiting() throws IOException {
    List<Integer> order = new ArrayList<>();
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (connection > 1 || stream != 3) {
                Scripted.answer(frames, stream);
              }
              if (connection == 1 && stream == 5) {
                Scripted.leave(frames, 5);
              }
              return true;
            });
        Outbound outbound = outbound(2, Trust.ofPlatform(), Duration.ofSeconds(1), host.port());
        Exchanges exchanges = outbound.exchanges()) {
      List<PostedErrand> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        all.add(
            new PostedErrand("http://127.0.0.1:" + host.port() + "/" + i) {
              @Override
              public void answered(Outbound.Answer answer) {
                super.answered(answer);
                order.add(number);
              }

              @Override
              public void failed(IOException why) {
                super.failed(why);
                order.add(number);
              }
            });
      }
      exchanges.run(all, LONG);
      assertThat(all.get(1).fault()).isInstanceOf(SocketTimeoutException.class);
      assertThat(order).hasSize(8).endsWith(1);
      assertThat(host.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionOnWhichNothingIsAnsweredAnyMoreIsLeftWhateverElseComes() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (connection > 1 || stream == 1) {
                Scripted.answer(frames, stream);
              } else {
                frames.begin(FrameWriter.PING, 0, 0);
                frames.octets(new byte[8]);
                frames.end();
              }
              return true;
            });
        Outbound outbound = outbound(2, Trust.ofPlatform(), Duration.ofMillis(200), host.port())) {
      List<PostedErrand> all = run(outbound, host.port(), 8);
      assertThat(all.stream().filter(each -> each.answer == null)).hasSize(2);
      assertThat(host.connections.get()).isEqualTo(2);
    }
  }

  @Test
  void onePostWithoutAnswerIsGivenUpAndTheOthersAreNot() throws IOException {
    try (Scripted host =
            new Scripted((connection, stream, frames) -> {
              if (stream != 3) {
                Scripted.answer(frames, stream);
              }
              return true;
            });
        Outbound outbound = outbound(2, Trust.ofPlatform(), Duration.ofMillis(200), host.port())) {
      List<PostedErrand> all = run(outbound, host.port(), 6);
      assertThat(all.get(1).fault()).isInstanceOf(SocketTimeoutException.class);
      all.remove(1);
      for (PostedErrand each : all) {
        assertThat(each.text()).isEqualTo("yes");
      }
    }
  }

  @Test
  void aKeptConnectionIsNotUsedIfTheHostHasClosedItOrIsSpokenToInHttp11() throws IOException {
    ByteBuffer scratch = ByteBuffer.allocate(64);
    try (ServerSocket server = new ServerSocket(0, 3, InetAddress.getLoopbackAddress());
        KeptWires kept = new KeptWires(9, System::nanoTime)) {
      Target.Host host = new Target.Host(true, "127.0.0.1", server.getLocalPort());
      Wire good = wire(server, host, new Socket[1]);
      kept.give(good);
      assertThat(kept.take(host, scratch)).isSameAs(good);
      kept.give(good);
      kept.speakOld(host);
      assertThat(kept.take(host, scratch)).isNull();

      Target.Host other = new Target.Host(true, "127.0.0.2", server.getLocalPort());
      Socket[] there = new Socket[1];
      kept.give(wire(server, other, there));
      FrameWriter frames = new FrameWriter();
      frames.begin(FrameWriter.SETTINGS, 0, 0);
      frames.end();
      frames.begin(FrameWriter.PING, 0, 0);
      frames.octets(new byte[8]);
      frames.end();
      Scripted.say(there[0], frames.take());
      there[0].shutdownOutput();
      assertThat(kept.take(other, scratch)).isNull();
      there[0].close();
    }
  }

  private static Wire wire(ServerSocket server, Target.Host host, Socket[] there)
      throws IOException {
    SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
    there[0] = server.accept();
    channel.configureBlocking(false);
    return Wire.of(host, channel, null, true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHostThatChoosesItAndDoesNotSpeakItIsSpokenToAsBefore(boolean says, @TempDir Path folder)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "Example Authority");
    Trust trust = new Trust(new TlsSettings(authority.file().toString()));
    try (SSLServerSocket host = authority.server("127.0.0.1").listen();
        Outbound outbound = outbound(1, trust, Duration.ofSeconds(30))) {
      Thread.startVirtualThread(() -> {
        while (!host.isClosed()) {
          try (SSLSocket socket = (SSLSocket) host.accept()) {
            socket.setHandshakeApplicationProtocolSelector(
                (_, offered) -> offered.contains("h2") ? "h2" : "http/1.1");
            while (socket.getInputStream().read(new byte[1_000]) > 0) {
              if (!says && socket.getApplicationProtocol().equals("h2")) {
                break;
              }
              socket.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes(ISO_8859_1));
            }
          } catch (IOException closed) {
            // By the client, or at the end.
          }
        }
      });
      String door = "https://127.0.0.1:" + host.getLocalPort() + "/";
      List<PostedErrand> all = List.of(new PostedErrand(door), new PostedErrand(door));
      try (Exchanges exchanges = outbound.exchanges()) {
        exchanges.run(all, LONG);
      }
      assertThat(all.getFirst().fault())
          .isInstanceOf(says ? ProtocolException.class : IOException.class)
          .hasMessageContaining(says ? "does not speak HTTP/2" : "");
      assertThat(all.getLast().text()).isEmpty();
    }
  }
}
