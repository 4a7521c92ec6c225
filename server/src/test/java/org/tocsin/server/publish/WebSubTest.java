// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapFeeds;
import org.tocsin.cap.FeedEntry;
import org.tocsin.cap.ReadLimits;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReceiver;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;

/**
 * FEATURE UNDER TEST: the feeds of public alerts, and that whoever follows them hears of a change:
 * through hubs of others, and through our own (W3C WebSub).
 *
 * <p>This file is long because all of it needs a server of its own that may reach the outside, and
 * starting a second one costs more than reading on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSubTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What the outside answers to a POST; it repeats every challenge. */
  private volatile int status = 204;

  private volatile boolean echoes = true;
  private HttpReceiver outside;
  private ServerWorld world;
  private JdbcClient jdbc;
  private String base;

  @BeforeAll
  void open() throws IOException {
    outside =
        HttpReceiver.start(
            Faults.none(),
            Clock.systemUTC(),
            10_000,
            new HttpReceiver.Manner() {
              @Override
              public HttpReply take(ReceivedRequest request) {
                return request.method().equals("GET")
                    ? HttpReply.text(
                        200, echoes ? query(request).getOrDefault("hub.challenge", "") : "no")
                    : HttpReply.text(request.path().equals("/hub-well") ? 204 : status, "");
              }
            });
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.outbound.allow",
                "127.0.0.1:" + outside.port(),
                "tocsin.websub.hubs",
                outside.base() + "/hub-ill," + outside.base() + "/hub-well"));
    jdbc = world.bean(JdbcClient.class);
    base =
        Objects.requireNonNull(
            world.server().getEnvironment().getProperty("tocsin.deliver.public-url"));
    world.beat();
  }

  @AfterAll
  void close() {
    world.stop();
    outside.close();
  }

  @BeforeEach
  void begin() {
    status = 204;
    echoes = true;
    // Nobody of another test is to be told of what this one does.
    PostgresWorld.empty(jdbc, "publish.subscription, publish.hub_request, publish.ping");
  }

  private static Map<String, String> query(ReceivedRequest request) {
    return form(request.target().getRawQuery());
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], UTF_8),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private List<ReceivedRequest> at(String path, String method) {
    return outside.recent().stream()
        .filter(each -> each.path().equals(path) && each.method().equals(method))
        .toList();
  }

  private String callback() {
    return outside.base() + "/me/" + COUNT.incrementAndGet();
  }

  private static String path(String callback) {
    return URI.create(callback).getRawPath();
  }

  private Answer ask(String mode, String topic, String callback, String... more) {
    StringBuilder form = new StringBuilder();
    form.append("hub.mode=").append(mode);
    form.append("&hub.topic=").append(URLEncoder.encode(topic, UTF_8));
    form.append("&hub.callback=").append(URLEncoder.encode(callback, UTF_8));
    for (String each : more) {
      form.append('&').append(each);
    }
    return world
        .nobody()
        .post(
            "/hub", "application/x-www-form-urlencoded", form.toString().getBytes(UTF_8), Map.of());
  }

  private String subscribed(String feed, String... more) {
    String callback = callback();
    assertThat(ask("subscribe", base + feed, callback, more).status()).isEqualTo(202);
    world.beat();
    assertThat(subscriptions(callback)).isEqualTo(1);
    return callback;
  }

  private int subscriptions(String callback) {
    return jdbc.sql("select count(*) from publish.subscription where callback = ?")
        .param(callback)
        .query(Integer.class)
        .single();
  }

  private void later(Duration time) {
    world.clock().forwardTo(world.clock().instant().plus(time));
    world.beat();
  }

  private String change() {
    String id = Story.begun(world).inForce();
    world.beat();
    return id;
  }

  // The feeds.

  @ParameterizedTest
  @CsvSource({"/feed.atom,application/atom+xml", "/feed.rss,application/rss+xml"})
  void bothFeedsAreValidAndSayWhereTheyAreAndWhoTellsOfChanges(String path, String type) {
    String id = change();
    Answer feed = world.nobody().page(path);
    assertThat(feed.status()).isEqualTo(200);
    assertThat(feed.header("Content-Type")).isEqualTo(type);
    assertThat(
            CapChecker.checkAll(
                feed.body().getBytes(UTF_8), world.clock().instant(), ReadLimits.feed(), List.of()))
        .allSatisfy(result -> assertThat(result.problems()).isEmpty());
    assertThat(CapFeeds.read(feed.body().getBytes(UTF_8)).entries())
        .extracting(FeedEntry::id)
        .contains(base + "/alerts/" + id);
    assertThat(feed.headers("Link"))
        .containsExactly(
            "<%s/hub-ill>; rel=\"hub\"".formatted(outside.base()),
            "<%s/hub-well>; rel=\"hub\"".formatted(outside.base()),
            "<%s/hub>; rel=\"hub\"".formatted(base),
            "<%s%s>; rel=\"self\"".formatted(base, path));
    assertThat(feed.body())
        .contains("rel=\"hub\" href=\"" + base + "/hub\"")
        .contains("rel=\"self\" type=\"" + type + "\" href=\"" + base + path + "\"");
    Map<String, String> known = Map.of("If-None-Match", feed.header("ETag"));
    assertThat(world.nobody().send("GET", path, null, new byte[0], known).status()).isEqualTo(304);
    Map<String, String> since = Map.of("If-Modified-Since", feed.header("Last-Modified"));
    assertThat(world.nobody().send("GET", path, null, new byte[0], since).status()).isEqualTo(304);
  }

  @Test
  void anAlertInForceIsNeverLeftOutHoweverManyAreNewer() {
    String id = change();
    jdbc.sql(
            """
            insert into warn.warning
            select (jsonb_populate_record(w, jsonb_build_object(
                     'id', 'warning_' || lpad(n::text, 26, '0'), 'state', 'lapsed',
                     'ended_at', w.approved_at + n * interval '1 second',
                     'approved_at', w.approved_at + n * interval '1 second'))).*
              from warn.warning w, generate_series(1, 300) n where w.id = ?
            """)
        .param(id)
        .update();
    try {
      for (String path : List.of("/feed.atom", "/feed.rss", "/")) {
        assertThat(world.nobody().page(path).body()).as(path).contains("/alerts/" + id);
      }
      assertThat(CapFeeds.read(world.nobody().page("/feed.atom").body().getBytes(UTF_8)).entries())
          .hasSizeBetween(101, 120);
    } finally {
      jdbc.sql("delete from warn.warning where id like 'warning_000000%'").update();
      world.beat();
    }
  }

  // Hubs of others.

  @Test
  void everyHubIsToldOfEveryFeedAndOneThatIsIllIsToldLaterAndHoldsUpNoOther() {
    int well = at("/hub-well", "POST").size();
    int ill = at("/hub-ill", "POST").size();
    status = 500;
    change();
    assertThat(at("/hub-well", "POST")).hasSize(well + 2);
    assertThat(at("/hub-ill", "POST")).hasSize(ill + 2);
    List<Map<String, String>> said =
        at("/hub-well", "POST").stream().skip(well).map(each -> form(each.body())).toList();
    assertThat(said)
        .allSatisfy(each -> assertThat(each).containsEntry("hub.mode", "publish"))
        .extracting(each -> each.get("hub.topic"))
        .containsExactlyInAnyOrder(base + "/feed.atom", base + "/feed.rss");
    assertThat(said)
        .allSatisfy(each -> assertThat(each.get("hub.url")).isEqualTo(each.get("hub.topic")));
    assertThat(pings()).as("what is still to be told stands in a table").isEqualTo(2);

    world.beat();
    assertThat(at("/hub-ill", "POST")).as("not at once").hasSize(ill + 2);
    later(Duration.ofSeconds(6));
    assertThat(at("/hub-ill", "POST")).hasSize(ill + 4);
    later(Duration.ofSeconds(4));
    assertThat(at("/hub-ill", "POST")).as("waits grow").hasSize(ill + 4);
    status = 204;
    later(Duration.ofHours(1));
    assertThat(at("/hub-ill", "POST")).hasSize(ill + 6);
    assertThat(pings()).isZero();
    assertThat(at("/hub-well", "POST")).as("it has heard").hasSize(well + 2);
  }

  private int pings() {
    return jdbc.sql("select count(*) from publish.ping").query(Integer.class).single();
  }

  @Test
  void whatHasChangedBeforeACrashIsToldAfterIt() {
    Story.begun(world).inForce();
    // As if the process had died between the change and the beat, and again between the tables and
    // the telling.
    assertThat(world.bean(FeedChanges.class).runDue(world.clock().instant())).isEqualTo(1);
    assertThat(pings()).isEqualTo(4);
    assertThat(world.bean(FeedChanges.class).runDue(world.clock().instant())).as("once").isZero();
    world.beat();
    assertThat(pings()).isZero();
  }

  // Our own hub.

  @Test
  void whoeverRepeatsTheChallengeIsSentTheWholeFeedSignedAfterEachChange() throws Exception {
    String callback = callback() + "?mine=1&x=%20";
    assertThat(
            ask(
                    "subscribe",
                    base + "/feed.atom",
                    callback,
                    "hub.secret=correct+horse",
                    "hub.lease_seconds=86400",
                    "hub.unknown=1")
                .status())
        .isEqualTo(202);
    assertThat(at(path(callback), "GET")).as("not before the answer").isEmpty();
    world.beat();
    ReceivedRequest asked = at(path(callback), "GET").getFirst();
    assertThat(asked.target().getRawQuery()).startsWith("mine=1&x=%20&hub.");
    assertThat(query(asked))
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", base + "/feed.atom")
        .containsEntry("hub.lease_seconds", "86400");
    assertThat(query(asked).get("hub.challenge")).hasSizeGreaterThan(20);
    assertThat(at(path(callback), "POST")).as("nothing has changed").isEmpty();

    change();
    assertThat(at(path(callback), "POST")).hasSize(1);
    ReceivedRequest sent = at(path(callback), "POST").getFirst();
    assertThat(sent.body()).isEqualTo(world.nobody().page("/feed.atom").body());
    assertThat(sent.header("Content-Type")).contains("application/atom+xml");
    assertThat(sent.header("Link").orElse(""))
        .contains("<" + base + "/hub>; rel=\"hub\"", "<" + base + "/feed.atom>; rel=\"self\"");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("correct horse".getBytes(UTF_8), "HmacSHA256"));
    assertThat(sent.header("X-Hub-Signature"))
        .contains("sha256=" + HexFormat.of().formatHex(mac.doFinal(sent.body().getBytes(UTF_8))));
    byte[] box =
        jdbc.sql("select secret_box from publish.subscription where callback = ?")
            .param(callback)
            .query((row, i) -> row.getBytes(1))
            .single();
    assertThat(new String(box, UTF_8)).as("secrets lie sealed").doesNotContain("correct horse");
    world.beat();
    assertThat(at(path(callback), "POST")).as("once a change").hasSize(1);
  }

  @Test
  void whoDoesNotRepeatTheChallengeIsSentNothing() {
    echoes = false;
    String callback = callback();
    ask("subscribe", base + "/feed.rss", callback);
    world.beat();
    later(Duration.ofMinutes(10));
    assertThat(at(path(callback), "GET")).as("asked once").hasSize(1);
    assertThat(subscriptions(callback)).isZero();
    change();
    assertThat(at(path(callback), "POST")).isEmpty();
  }

  @Test
  void anUnsubscriptionIsAskedForAsWell() {
    String callback = subscribed("/feed.rss");
    echoes = false;
    ask("unsubscribe", base + "/feed.rss", callback);
    world.beat();
    assertThat(subscriptions(callback)).as("it was not meant").isEqualTo(1);
    echoes = true;
    ask("unsubscribe", base + "/feed.rss", callback);
    world.beat();
    assertThat(query(at(path(callback), "GET").getLast()))
        .containsEntry("hub.mode", "unsubscribe")
        .doesNotContainKey("hub.lease_seconds");
    assertThat(subscriptions(callback)).isZero();
  }

  @Test
  void aCallbackThatFailsIsTriedAgainAndOneThatIsGoneIsForgotten() {
    String callback = subscribed("/feed.atom");
    status = 503;
    change();
    assertThat(at(path(callback), "POST")).hasSize(1);
    status = 204;
    later(Duration.ofSeconds(6));
    assertThat(at(path(callback), "POST")).hasSize(2);
    assertThat(at(path(callback), "POST").getFirst().header("X-Hub-Signature")).isEmpty();
    status = 410;
    change();
    assertThat(at(path(callback), "POST")).hasSize(3);
    assertThat(subscriptions(callback)).isZero();
  }

  @Test
  void whoIsSlowHoldsUpNobodyAndStandsBehindTheOthersTheNextTime() throws Exception {
    HubStore store = world.bean(HubStore.class);
    // Takes a request and says nothing, as a tar pit does.
    try (ServerSocket pit = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Outbound outbound =
            new Outbound(
                new OutboundSettings(
                    List.of("127.0.0.1"), Duration.ofSeconds(5), Duration.ofMinutes(5), 64));
        HubDeliveries hub =
            new HubDeliveries(
                store, world.bean(PublicFeeds.class), outbound, world.bean(Sealer.class))) {
      String well = subscribed("/feed.atom");
      for (int i = 0; i < 40; i++) {
        subscribe("http://127.0.0.1:" + pit.getLocalPort() + "/slow/" + i, "slow" + i / 4);
      }
      Instant now = world.clock().instant();
      store.expect(1, now);
      assertThat(hub.runDue(now)).isEqualTo(41);
      assertThat(at(path(well), "POST")).as("at once, beside forty who say nothing").hasSize(1);

      store.expect(2, now);
      assertThat(hub.runDue(now)).as("the slow have a part of the places").isEqualTo(1 + 32);
      assertThat(at(path(well), "POST")).hasSize(2);
      assertThat(
              jdbc.sql("select count(*) from publish.subscription where attempts = 0")
                  .query(Integer.class)
                  .single())
          .as("only who took it")
          .isEqualTo(1);
    } finally {
      PostgresWorld.empty(jdbc, "publish.subscription");
    }
  }

  @Test
  void aHostHasItsPartOfThePlacesAndNoMoreUntilItHasAnswered() {
    HubStore store = world.bean(HubStore.class);
    Instant now = world.clock().instant();
    for (int i = 0; i < 30; i++) {
      subscribe("http://many.example/" + i, "many.example");
    }
    subscribe("http://one.example/", "one.example");
    store.expect(1, now);
    Instant until = now.plusSeconds(60);
    assertThat(store.claimDue(now, until, 96, 16, List.of(), false))
        .extracting(HubStore.Subscription::host)
        .containsOnlyOnce("one.example")
        .hasSize(17);
    assertThat(store.claimDue(now, until, 96, 16, List.of("many.example"), false))
        .as("while something is under way there")
        .isEmpty();
    assertThat(store.claimDue(now, until, 5, 16, List.of(), false))
        .as("and in all no more than there is place for")
        .hasSize(5);
    PostgresWorld.empty(jdbc, "publish.subscription");
  }

  @Test
  void whoOwnsANameHasNoMoreByInventingHostsBelowItAndAStrangerShutsNobodyOut() {
    String mine = subscribed("/feed.atom");
    for (int i = 0; i < HubDoor.HOURLY_HOST_MAX; i++) {
      ask("subscribe", base + "/feed.atom", callback());
    }
    assertThat(ask("subscribe", base + "/feed.atom", callback()).status())
        .as("this host has been named often")
        .isEqualTo(429);
    assertThat(ask("subscribe", base + "/feed.atom", mine).status())
        .as("who is served renews all the same")
        .isEqualTo(202);

    jdbc.sql(
            """
            insert into publish.subscription (topic, callback, host, site, lease_until)
            select ?, 'http://h' || n || '.owner.example/', 'h' || n || '.owner.example',
                   'owner.example', ? from generate_series(1, ?) n
            """)
        .params(
            base + "/feed.atom",
            Timestamp.from(world.clock().instant().plus(Duration.ofDays(1))),
            HubDoor.SUBSCRIPTIONS_SITE_MAX)
        .update();
    Answer full = ask("subscribe", base + "/feed.atom", "http://new.owner.example/");
    assertThat(full.status()).isEqualTo(403);
    assertThat(full.body()).contains("2000 subscriptions already");
    assertThat(ask("subscribe", base + "/feed.atom", "http://h1.owner.example/").status())
        .as("one of them is renewed")
        .isEqualTo(202);
    assertThat(ask("subscribe", base + "/feed.atom", "http://new.other.example/").status())
        .isEqualTo(202);
    PostgresWorld.empty(jdbc, "publish.subscription, publish.hub_request");
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.owner.example,owner.example",
    "owner.example.,owner.example",
    "owner.example,owner.example",
    "localhost,localhost",
    "203.0.113.7,203.0.113.7",
    "[2001:db8::1],[2001:db8::1]"
  })
  void aSiteIsWhatOneOwnerCanHaveManyHostsOf(String host, String site) {
    assertThat(HubStore.site(host)).isEqualTo(site);
  }

  private void subscribe(String callback, String host) {
    jdbc.sql(
            """
            insert into publish.subscription (topic, callback, host, site, lease_until)
            values (?, ?, ?, ?, ?)
            """)
        .param(base + "/feed.atom")
        .param(callback)
        .param(host)
        .param(HubStore.site(host))
        .param(Timestamp.from(world.clock().instant().plus(Duration.ofDays(1))))
        .update();
  }

  @Test
  void aLeaseEndsUnlessItIsRenewedAndIsBounded() {
    String callback = subscribed("/feed.atom", "hub.lease_seconds=1");
    assertThat(query(at(path(callback), "GET").getFirst()))
        .containsEntry("hub.lease_seconds", "3600");
    later(Duration.ofMinutes(50));
    ask("subscribe", base + "/feed.atom", callback, "hub.lease_seconds=999999999999");
    world.beat();
    assertThat(query(at(path(callback), "GET").getLast()))
        .containsEntry("hub.lease_seconds", Long.toString(Duration.ofDays(30).toSeconds()));
    later(Duration.ofDays(29));
    assertThat(subscriptions(callback)).isEqualTo(1);
    later(Duration.ofDays(2));
    assertThat(subscriptions(callback)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "publish,/feed.atom,http://reader.example/x,400,hub.mode",
    "subscribe,/feed.json,http://reader.example/x,404,hub.topic",
    "subscribe,/feed.atom,ftp://reader.example/x,400,hub.callback",
    "subscribe,/feed.atom,http://me:secret@reader.example/x,400,hub.callback",
    "subscribe,/feed.atom,not an address,400,hub.callback",
    "subscribe,/feed.atom,'',400,hub.callback",
    "subscribe,/feed.atom,http://r.example:99999/,400,hub.callback",
    "subscribe,/feed.atom,http://r.example:0/,400,hub.callback"
  })
  void whatCannotBeTakenIsRefusedAloud(
      String mode, String topic, String callback, int code, String word) {
    Answer answer = ask(mode, base + topic, callback);
    assertThat(answer.status()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).startsWith(word);
    assertThat(
            ask(
                    "subscribe",
                    base + "/feed.atom",
                    "http://r.example/",
                    "hub.secret=" + "x".repeat(200))
                .body())
        .startsWith("hub.secret");
    assertThat(
            ask("subscribe", base + "/feed.atom", "http://r.example/", "hub.lease_seconds=-1")
                .body())
        .startsWith("hub.lease_seconds");
  }

  @Test
  void nobodyCanMakeUsAskInsideOrAskOneHostWithoutEnd() {
    // Not in the list of what may be reached, so it is no public address.
    String inside = "http://127.0.0.1:1/x";
    assertThat(ask("subscribe", base + "/feed.atom", inside).status()).isEqualTo(202);
    world.beat();
    assertThat(subscriptions(inside)).isZero();
    assertThat(
            jdbc.sql("select count(*) from publish.hub_request where due_at is not null")
                .query(Integer.class)
                .single())
        .as("nothing waits")
        .isZero();

    for (int i = 1; i < HubDoor.HOURLY_HOST_MAX; i++) {
      assertThat(ask("subscribe", base + "/feed.atom", callback()).status()).isEqualTo(202);
    }
    Answer tooMany = ask("subscribe", base + "/feed.atom", callback());
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.header("Retry-After")).isEqualTo("600");
    assertThat(ask("subscribe", base + "/feed.atom", "http://other.example/").status())
        .as("another host")
        .isEqualTo(202);
    later(Duration.ofMinutes(61));
    assertThat(ask("subscribe", base + "/feed.atom", callback()).status()).isEqualTo(202);
    world.beat();
  }

  @Test
  void oneSenderWhoAsksWithoutEndWaitsAndNobodyElseDoes() {
    // A door of its own: what one address has left is kept in memory, and all of this test has one.
    HubDoor door =
        new HubDoor(
            world.bean(PublicFeeds.class),
            world.bean(HubStore.class),
            world.bean(WebSubSettings.class),
            world.bean(Sealer.class),
            world.clock());
    for (int i = 0; i < HubDoor.HOURLY_SENDER_MAX; i++) {
      assertThat(wish(door, "192.0.2.1").getStatusCode().value())
          .as("what is refused counts as well")
          .isEqualTo(400);
    }
    ResponseEntity<String> refused = wish(door, "192.0.2.1");
    assertThat(refused.getStatusCode().value()).isEqualTo(429);
    assertThat(refused.getBody()).startsWith("Your address has asked too often");
    // Six hundred come back within an hour, the next one within six seconds.
    assertThat(Integer.parseInt(refused.getHeaders().getFirst("Retry-After"))).isBetween(1, 6);
    assertThat(wish(door, "192.0.2.2").getStatusCode().value()).isEqualTo(400);
  }

  private static ResponseEntity<String> wish(HubDoor door, String sender) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", PublicFeeds.HUB_PATH);
    request.setRemoteAddr(sender);
    return door.ask("publish", "", "", "", "", request);
  }
}
