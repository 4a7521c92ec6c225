// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.tocsin.server.kernel.tls.Trust;

class ExchangesTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private static Outbound outbound(int perHost, Duration call) {
    return new Outbound(
        new OutboundSettings(List.of("127.0.0.0/8"), Duration.ofSeconds(5), call, perHost));
  }

  private static Outbound outbound(int perHost) {
    return outbound(perHost, Duration.ofSeconds(30));
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
  void eachOfManyGetsTheAnswerToItsOwnPostAndFewConnectionsCarryThem() throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(8);
        Exchanges exchanges = outbound.exchanges()) {
      for (int round = 0; round < 3; round++) {
        String prefix = "/" + round + "-";
        List<PostedErrand> all =
            IntStream.range(0, 500).mapToObj(i -> new PostedErrand(host.at(prefix + i))).toList();
        exchanges.run(all, LONG);
        for (int i = 0; i < all.size(); i++) {
          assertThat(all.get(i).text()).isEqualTo(prefix + i);
        }
      }
      assertThat(host.heard()).hasSize(1_500);
      assertThat(host.connections()).isLessThanOrEqualTo(8);
      assertThat(outbound.connections().opened()).isEqualTo(host.connections());
      assertThat(outbound.connections().exchanges()).isEqualTo(1_500);
    }
  }

  @Test
  void aPostIsWhatHttpSaysItIs() throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(8)) {
      byte[] body = new byte[1_000_000];
      Arrays.fill(body, (byte) 'x');
      PostedErrand mine = run(outbound, new PostedErrand(host.at("/p?q=1"), () -> true, body));
      assertThat(mine.text()).isEqualTo("/p?q=1");
      ScriptedHost.Heard heard = host.heard().getFirst();
      assertThat(heard.head())
          .isEqualTo(
              """
              POST /p?q=1 HTTP/1.1
              Host: 127.0.0.1:%d
              Content-Type: application/json
              Content-Length: 1000000

              """
                  .formatted(host.port())
                  .replace("\n", "\r\n"));
      assertThat(heard.body()).hasSize(1_000_000).matches("x+");
    }
  }

  @ParameterizedTest
  @CsvSource({"/a b, refused", "'/ü', /%C3%BC", "'', /", "'?q=1', /?q=1", "'/a#part', /a"})
  void anAddressIsWrittenAsItHasToBe(String path, String asked) throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(8)) {
      PostedErrand mine = run(outbound, new PostedErrand(host.at(path)));
      if (asked.startsWith("/")) {
        assertThat(mine.text()).isEqualTo(asked);
      } else {
        assertThat(mine.fault()).isInstanceOf(OutboundRefusedException.class);
      }
    }
  }

  @Test
  void addressesThatBeginAlikeAreNotTakenForOneAnother() throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(8)) {
      List<String> places =
          List.of("?x=http://a/1", "?x=http://a/2", "/a?x=http://a/1", "/a", "//a", "#http://a/1");
      List<PostedErrand> all =
          places.stream().map(place -> new PostedErrand(host.at(place))).toList();
      run(outbound, all);
      assertThat(all.stream().map(PostedErrand::text))
          .containsExactly("/?x=http://a/1", "/?x=http://a/2", "/a?x=http://a/1", "/a", "//a", "/");
    }
  }

  @Test
  void noFieldEndsItsLine() throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(8);
        Exchanges exchanges = outbound.exchanges()) {
      PostedErrand bad =
          new PostedErrand(host.at("/a")) {
            @Override
            public Post post() {
              return new Post(new String[] {"X", "a\r\nY: b"}, new byte[0], 100);
            }
          };
      assertThatThrownBy(() -> exchanges.run(List.of(bad), LONG))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(host.heard()).isEmpty();
      // What broke off leaves nothing behind.
      PostedErrand good = new PostedErrand(host.at("/b"));
      exchanges.run(List.of(good), LONG);
      assertThat(good.text()).isEqualTo("/b");
    }
  }

  /** Answers belong to requests by their order alone (RFC 9112 §9.3). */
  @Test
  void anAnswerThatCameTwiceIsNotTakenForThatOfTheNextPost() throws IOException {
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              String answer = ScriptedHost.ok(heard.path());
              ScriptedHost.say(socket, heard.number() == 1 ? answer + answer : answer);
            });
        Outbound outbound = outbound(1)) {
      List<PostedErrand> all =
          IntStream.range(0, 20).mapToObj(i -> new PostedErrand(host.at("/" + i))).toList();
      run(outbound, all);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).text()).isEqualTo("/" + i);
      }
      assertThat(host.connections()).isEqualTo(20);
    }
  }

  @Test
  void aSecondAnswerThatComesAfterTheNextPostHasLeftIsTakenForNobodys() throws IOException {
    int posts = 5;
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              String mine = ScriptedHost.ok(heard.path());
              if (heard.connection() > 1 || heard.number() == 1) {
                ScriptedHost.say(socket, mine);
              } else {
                String before = ScriptedHost.ok("/" + (heard.number() - 2));
                ScriptedHost.say(socket, before + (heard.number() == posts ? mine : ""));
              }
            });
        Outbound outbound = outbound(1)) {
      List<PostedErrand> all =
          IntStream.range(0, posts).mapToObj(i -> new PostedErrand(host.at("/" + i))).toList();
      run(outbound, all);
      assertThat(all.getFirst().text()).isEqualTo("/0");
      assertThat(all.subList(1, posts))
          .allSatisfy(each -> assertThat(each.fault()).isInstanceOf(OutOfStepException.class));
      // From now on each of its posts has a connection of its own.
      List<PostedErrand> more =
          IntStream.range(0, 3).mapToObj(i -> new PostedErrand(host.at("/more" + i))).toList();
      run(outbound, more);
      for (int i = 0; i < more.size(); i++) {
        assertThat(more.get(i).text()).isEqualTo("/more" + i);
      }
      assertThat(host.connections()).isEqualTo(4);
    }
  }

  @Test
  void aKeptConnectionOnWhichTheHostSpokeOrWhichItClosedIsLeftForAnother() throws Exception {
    Semaphore done = new Semaphore(0);
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
              if (heard.path().equals("/speaks")) {
                socket.getOutputStream().flush();
                ScriptedHost.say(socket, "HTTP/1.1 408 Request Timeout\r\n\r\n");
              } else if (heard.path().equals("/closes")) {
                socket.close();
              }
              done.release();
            });
        Outbound outbound = outbound(1);
        Exchanges exchanges = outbound.exchanges()) {
      for (String first : List.of("/speaks", "/closes")) {
        PostedErrand one = new PostedErrand(host.at(first));
        exchanges.run(List.of(one), LONG);
        assertThat(one.text()).isEqualTo(first);
        done.acquire();
        PostedErrand two = new PostedErrand(host.at("/after"));
        exchanges.run(List.of(two), LONG);
        assertThat(two.text()).isEqualTo("/after");
        done.acquire();
      }
    }
  }

  @Test
  void aHostThatBreaksOffMayHaveItAndNothingIsSentTwice() throws IOException {
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              if (heard.path().equals("/part")) {
                ScriptedHost.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
              }
              socket.close();
            });
        Outbound outbound = outbound(1)) {
      assertThat(run(outbound, new PostedErrand(host.at("/part"))).fault())
          .isInstanceOf(EOFException.class);
      assertThat(run(outbound, new PostedErrand(host.at("/none"))).fault())
          .isInstanceOf(IOException.class);
      assertThat(host.heard()).hasSize(2);
    }
  }

  @Test
  void whatIsNoAnswerOfHttpIsAFaultAndALargeOneIsRefused() throws IOException {
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) ->
                ScriptedHost.say(
                    socket,
                    heard.path().equals("/big")
                        ? ScriptedHost.ok("x".repeat(101))
                        : "220 hi\r\n"));
        Outbound outbound = outbound(1)) {
      assertThat(run(outbound, new PostedErrand(host.at("/mail"))).fault())
          .isInstanceOf(ProtocolException.class);
      assertThat(run(outbound, new PostedErrand(host.at("/big"))).fault())
          .hasMessageContaining("larger than 100 bytes");
    }
  }

  @Test
  void whoHangsKeepsNobodyAtAnotherHostWaiting() throws IOException {
    CountDownLatch others = new CountDownLatch(300);
    try (ScriptedHost hangs =
            new ScriptedHost((heard, socket) -> {
              // Goes on only after all others have theirs.
              others.await();
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
            });
        ScriptedHost quick =
            new ScriptedHost((heard, socket) -> {
              others.countDown();
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
            });
        Outbound outbound = outbound(64)) {
      List<PostedErrand> all = new ArrayList<>();
      IntStream.range(0, 300).forEach(i -> all.add(new PostedErrand(hangs.at("/" + i))));
      IntStream.range(0, 300).forEach(i -> all.add(new PostedErrand(quick.at("/" + i))));
      run(outbound, all);
      assertThat(all).allSatisfy(each -> assertThat(each.text()).startsWith("/"));
    }
  }

  @Test
  void aSlowHostIsAskedByMoreAndMoreAtOnceUpToItsLimit() throws IOException {
    CountDownLatch atOnce = new CountDownLatch(40);
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              // Nobody gets an answer before forty have asked.
              atOnce.countDown();
              atOnce.await();
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
            });
        Outbound outbound = outbound(40)) {
      List<PostedErrand> all =
          IntStream.range(0, 200).mapToObj(i -> new PostedErrand(host.at("/" + i))).toList();
      run(outbound, all);
      assertThat(all).allSatisfy(each -> assertThat(each.text()).startsWith("/"));
      assertThat(host.connections()).isEqualTo(40);
    }
  }

  @Test
  void twoThatAskOneHostShareItsLimitAndBothComeToTheirEnd() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ScriptedHost host =
            new ScriptedHost((heard, socket) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              now.decrementAndGet();
              ScriptedHost.say(socket, ScriptedHost.ok(heard.path()));
            });
        Outbound outbound = outbound(3)) {
      List<List<PostedErrand>> both = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        List<PostedErrand> all =
            IntStream.range(0, 200).mapToObj(i -> new PostedErrand(host.at("/" + i))).toList();
        both.add(all);
        threads.add(Thread.ofPlatform().start(() -> run(outbound, all)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(both)
          .allSatisfy(
              all -> assertThat(all).allSatisfy(each -> assertThat(each.text()).startsWith("/")));
      assertThat(most.get()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void whatIsNotWantedWhenItsTurnComesIsNotSent() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(1)) {
      List<PostedErrand> all =
          IntStream.range(0, 5_000)
              .mapToObj(i ->
                  new PostedErrand(
                      host.at("/" + i), () -> asked.incrementAndGet() <= 10, "{}".getBytes(UTF_8)))
              .toList();
      run(outbound, all);
      assertThat(host.heard()).hasSizeBetween(1, 10);
      assertThat(all.stream().filter(each -> each.fault instanceof UnsentException))
          .hasSize(all.size() - host.heard().size());
      assertThat(all).allSatisfy(each -> assertThat(each.told).isEqualTo(1));
    }
  }

  @Test
  void whatHasNotBegunInTimeIsNotSent() throws IOException {
    try (ScriptedHost host = ScriptedHost.echo();
        Outbound outbound = outbound(1);
        Exchanges exchanges = outbound.exchanges()) {
      PostedErrand mine = new PostedErrand(host.at("/late"));
      exchanges.run(List.of(mine), Duration.ZERO);
      assertThat(mine.fault()).isInstanceOf(UnsentException.class);
      assertThat(host.heard()).isEmpty();
    }
  }

  @Test
  void aHostThatDoesNotAnswerInTimeIsGivenUpAndThenLeftAloneForAWhile() throws IOException {
    try (ScriptedHost silent = new ScriptedHost((heard, socket) -> {});
        ScriptedHost other = ScriptedHost.echo();
        Outbound outbound = outbound(64, Duration.ofMillis(700))) {
      List<PostedErrand> all =
          IntStream.range(0, 500).mapToObj(i -> new PostedErrand(silent.at("/" + i))).toList();
      run(outbound, all);
      List<PostedErrand> late =
          all.stream().filter(each -> each.fault() instanceof SocketTimeoutException).toList();
      assertThat(late).hasSameSizeAs(silent.heard()).hasSizeBetween(Breakers.FAILURES, 64);
      assertThat(all.stream().filter(each -> each.fault() instanceof HostRestsException))
          .hasSize(all.size() - late.size());
      assertThat(outbound.resting()).isEqualTo(1);
      assertThat(run(outbound, new PostedErrand(other.at("/a"))).text()).isEqualTo("/a");
    }
  }

  @Test
  void whereNobodyListensNothingIsSent() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    try (Outbound outbound = outbound(1)) {
      assertThat(run(outbound, new PostedErrand("http://127.0.0.1:" + port + "/")).fault())
          .isInstanceOf(ConnectException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]:1/",
        "http://[::ffff:10.0.0.1]:1/",
        "ftp://example.org/",
        "http://user:pw@example.org/",
        "https://127.0.0.1:70000/x",
        "http://127.0.0.1:0/",
        "http:///x",
        "http:/x",
        "mailto:a@example.org",
        "http://itself.tocsin.invalid/synthetic/alerts",
        "no address"
      })
  void whereItMayNotGoNothingGoes(String address) {
    try (Outbound outbound = outbound(1)) {
      PostedErrand mine = run(outbound, new PostedErrand(address));
      assertThat(mine.fault()).isInstanceOf(OutboundRefusedException.class);
      assertThat(outbound.resting()).isZero();
    }
  }

  @Test
  void theServerItselfIsReachedByItsOwnDoor() throws IOException {
    try (ScriptedHost itself = ScriptedHost.echo()) {
      StandardEnvironment environment = new StandardEnvironment();
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "server",
                  Map.of("local.server.port", itself.port(), "server.address", "127.0.0.1")));
      try (Outbound outbound =
          new Outbound(
              new OutboundSettings(List.of(), Duration.ofSeconds(2), Duration.ofSeconds(5), 4),
              Trust.ofPlatform(),
              new OwnDoor(environment))) {
        assertThat(
                run(outbound, new PostedErrand("http://itself.tocsin.invalid/synthetic/alerts"))
                    .text())
            .isEqualTo("/synthetic/alerts");
        assertThat(run(outbound, new PostedErrand("http://itself.tocsin.invalid/metrics")).fault())
            .isInstanceOf(OutboundRefusedException.class);
      }
    }
  }

  @Test
  void ofSeveralAddressesTheFirstThatMayBeReachedSaysWhyNoneWas() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    AddressRules rules = new AddressRules(List.of("127.0.0.1"));
    Target.Host host = new Target.Host(false, "several.example", port);
    InetAddress mine = InetAddress.getByName("127.0.0.1");
    InetAddress closed = InetAddress.getByName("10.0.0.1");
    for (InetAddress[] addresses :
        List.of(new InetAddress[] {mine, closed}, new InetAddress[] {closed, mine})) {
      assertThatThrownBy(() -> open(host, addresses, rules)).isInstanceOf(ConnectException.class);
    }
    assertThatThrownBy(() -> open(host, new InetAddress[] {closed}, rules))
        .isInstanceOf(OutboundRefusedException.class);
  }

  private static void open(Target.Host host, InetAddress[] addresses, AddressRules rules)
      throws IOException {
    OutboundSettings settings =
        new OutboundSettings(List.of(), Duration.ofSeconds(5), Duration.ofSeconds(5), 4);
    new Opening(rules, Trust.ofPlatform(), settings, new Connections())
        .open(host, addresses, System.nanoTime() + LONG.toNanos(), false)
        .close();
  }

  @Test
  void aConnectionThatWasLeftMayBeAttendedInTheSameTurn() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
      channel.configureBlocking(false);
      Target.Host host = new Target.Host(false, "127.0.0.1", server.getLocalPort());
      Wire wire = Wire.of(host, channel, null, false);
      wire.attend(selector, "first");
      wire.leave();
      wire.attend(selector, "second");
      assertThat(Objects.requireNonNull(channel.keyFor(selector)).attachment()).isEqualTo("second");
    }
  }
}
