// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.signature.CapSigner;
import org.tocsin.cap.signature.SigningKey;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.FeedSite;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE UNDER TEST: what other authorities have in force is on the map, the public page and the
 * API, marked as theirs, until it ends; nothing of it is hidden, and nothing marked higher shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersTest {

  @TempDir static Path folder;

  private ServerWorld world;
  private FeedSite site;
  private SigningKey key;

  @BeforeAll
  void open() {
    site = FeedSite.open();
    key = TestKeys.make(folder, "trusted");
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.outbound.allow",
                site.host(),
                "tocsin.collect.trusted-certificates",
                TestKeys.pem(folder, key)));
  }

  @AfterAll
  void close() {
    world.stop();
    site.close();
  }

  private Instant now() {
    return world.clock().instant();
  }

  private void forward(Duration by) {
    world.clock().forwardTo(now().plus(by));
  }

  private String feed(String path, String marking) {
    Answer added =
        world
            .ana()
            .post(
                "/api/v1/feeds",
                Map.of(
                    "url",
                    site.url(path),
                    "name",
                    "Feed " + path,
                    "intervalSeconds",
                    60,
                    "marking",
                    marking));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    return added.text("id");
  }

  private void poll(String feed) {
    Answer polled = world.ana().post("/api/v1/feeds/" + feed + "/poll", Map.of());
    assertThat(polled.text("outcome")).as(polled.toString()).isIn("news", "unchanged");
  }

  /** A feed with one link to each of these pages. */
  private static String index(String... paths) {
    StringBuilder feed =
        new StringBuilder("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>A</title>");
    for (String path : paths) {
      feed.append("<entry><id>")
          .append(path)
          .append("</id><title>t</title><updated>2024-03-07T08:00:00Z</updated>")
          .append("<link type=\"application/cap+xml\" href=\"")
          .append(path)
          .append("\"/></entry>");
    }
    return feed.append("</feed>").toString();
  }

  private void put(String path, Cap cap) {
    site.put(path, "application/cap+xml", cap.bytes());
  }

  private void send(Cap cap, String marking, String source) {
    Answer sent =
        world
            .ana()
            .post(
                "/api/v1/reports?source=" + source + "&marking=" + marking,
                "application/cap+xml",
                cap.bytes(),
                Map.of());
    assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
  }

  private String front() {
    return world.nobody().page("/").body();
  }

  private String desk() {
    return world.ana().page("/desk/alerts").body();
  }

  private JsonNode group(String identifier) {
    for (JsonNode group : world.nobody().get("/api/v1/others?limit=100").json().at("/items")) {
      if (group.at("/lead/identifier").asString().equals(identifier)) {
        return group;
      }
    }
    throw new AssertionError("no group is led by " + identifier);
  }

  @Test
  void anAlertFromAFeedIsInForceAsTheirsUntilItExpires() {
    put(
        "/a1.xml",
        Cap.by("dam@example.org", "a1", now())
            .polygon(50, 10, 50, 11, 51, 11)
            .web("https://dam.example/a1"));
    site.put("/a", index("/a1.xml"));
    poll(feed("/a", "TLP:CLEAR"));
    assertThat(front())
        .contains("In force from other authorities")
        .contains("dam@example.org</bdi> says")
        .contains("Headline of a1")
        .contains("theirs");
    String id = group("a1").at("/lead/id").asString();
    Answer page = world.nobody().page("/others/" + id);
    assertThat(page.body())
        .contains("It is not an alert of this desk")
        .contains("https://dam.example/a1")
        .contains("Feed /a")
        .contains("not signed");
    Answer original = world.nobody().page("/others/" + id + ".xml");
    assertThat(original.body())
        .isEqualTo(
            new String(
                Cap.by("dam@example.org", "a1", now())
                    .polygon(50, 10, 50, 11, 51, 11)
                    .web("https://dam.example/a1")
                    .bytes(),
                UTF_8));
    assertThat(world.nobody().page("/feed.atom").body()).doesNotContain("a1");
    assertThat(desk()).contains("Headline of a1").contains("TLP:CLEAR");
    forward(Duration.ofHours(6));
    assertThat(front()).doesNotContain("Headline of a1");
    assertThat(world.nobody().page("/others/" + id).body()).contains("Expired");
  }

  @Test
  void anUpdateReplacesAndACancelEnds() {
    Instant first = now();
    put("/u1.xml", Cap.by("s@example.org", "u1", first));
    site.put("/u", index("/u1.xml"));
    String feed = feed("/u", "TLP:CLEAR");
    poll(feed);
    String old = group("u1").at("/lead/id").asString();
    forward(Duration.ofMinutes(5));
    put(
        "/u2.xml",
        Cap.by("s@example.org", "u2", now()).acts(MsgType.UPDATE, "s@example.org", "u1", first));
    site.put("/u", index("/u1.xml", "/u2.xml"));
    poll(feed);
    assertThat(front()).contains("Headline of u2").doesNotContain("Headline of u1");
    assertThat(world.nobody().page("/others/" + old).body()).contains("Updated by 'u2'");
    Instant second = now();
    forward(Duration.ofMinutes(5));
    put(
        "/u3.xml",
        Cap.by("s@example.org", "u3", now()).acts(MsgType.CANCEL, "s@example.org", "u2", second));
    site.put("/u", index("/u2.xml", "/u3.xml"));
    poll(feed);
    assertThat(front()).doesNotContain("Headline of u2").doesNotContain("Headline of u3");
  }

  @Test
  void aCancelThroughAnotherFeedEndsNothingAndTheDeskSeesIt() {
    Instant sent = now();
    put("/n1.xml", Cap.by("n@example.org", "n1", sent));
    site.put("/n", index("/n1.xml"));
    poll(feed("/n", "TLP:CLEAR"));
    put(
        "/n2.xml",
        Cap.by("n@example.org", "n2", sent).acts(MsgType.CANCEL, "n@example.org", "n1", sent));
    site.put("/m", index("/n2.xml"));
    poll(feed("/m", "TLP:CLEAR"));
    assertThat(front()).contains("Headline of n1");
    assertThat(desk()).contains("it may not end it");
    // A person who brings the same message answers for it.
    send(
        Cap.by("n@example.org", "n2", sent).acts(MsgType.CANCEL, "n@example.org", "n1", sent),
        "TLP:CLEAR",
        "telephone");
    assertThat(front()).doesNotContain("Headline of n1");
  }

  @Test
  void onlyWhatIsForEverybodyIsShownToEverybody() {
    send(Cap.by("p@example.org", "amber", now()), "TLP:AMBER", "secret");
    send(Cap.by("p@example.org", "members", now()).restricted(), "TLP:CLEAR", "secret");
    send(Cap.by("p@example.org", "test", now()).status(Status.TEST), "TLP:CLEAR", "secret");
    send(Cap.by("p@example.org", "exercise", now()).status(Status.EXERCISE), "TLP:CLEAR", "secret");
    send(Cap.by("desk@tocsin.invalid", "forged", now()), "TLP:CLEAR", "secret");
    send(Cap.by("p@example.org", "clear", now()).event("Quake"), "TLP:CLEAR", "secret");
    String everybody =
        front()
            + world.nobody().page("/others").body()
            + world.nobody().get("/api/v1/others?limit=100").body();
    assertThat(everybody)
        .contains("Headline of clear")
        .contains("entered at the desk")
        .doesNotContain("secret");
    for (String hidden : new String[] {"amber", "members", "test", "exercise", "forged"}) {
      assertThat(everybody).doesNotContain("Headline of " + hidden);
      assertThat(desk()).contains("Headline of " + hidden);
    }
    assertThat(
            another(true).open().groups().stream()
                .flatMap(OtherGroup::all)
                .map(each -> each.alert().identifier()))
        .as("in an exercise")
        .contains("exercise", "clear")
        .doesNotContain("test", "amber", "forged");
    for (OtherAlert alert :
        world.bean(Others.class).everything().groups().stream().flatMap(OtherGroup::all).toList()) {
      if (alert.alert().identifier().equals("amber")) {
        assertThat(world.nobody().page("/others/" + alert.id()).status()).isEqualTo(404);
        assertThat(world.nobody().get("/api/v1/others/" + alert.id()).problem()).isEqualTo("T1051");
        assertThat(world.nobody().page("/others/" + alert.id() + ".xml").status()).isEqualTo(404);
        assertThat(world.ana().page("/desk/alerts/" + alert.id()).body())
            .contains("TLP:AMBER")
            .contains("secret");
      }
    }
  }

  @Test
  void theSameMessageByTwoFeedsIsOneWithBothNamed() {
    Cap cap = Cap.by("t@example.org", "twice", now());
    byte[] bytes = cap.bytes();
    site.put("/t1.xml", "application/cap+xml", bytes);
    site.put("/t2.xml", "application/cap+xml", bytes);
    site.put("/t1", index("/t1.xml"));
    site.put("/t2", index("/t2.xml"));
    poll(feed("/t1", "TLP:CLEAR"));
    forward(Duration.ofSeconds(1));
    poll(feed("/t2", "TLP:CLEAR"));
    JsonNode lead = group("twice").at("/lead");
    assertThat(lead.at("/heard").size()).isEqualTo(2);
    assertThat(lead.at("/heard/0/source").asString()).isEqualTo("Feed /t1");
    assertThat(lead.at("/heard/1/source").asString()).isEqualTo("Feed /t2");
    assertThat(group("twice").at("/joined").size()).isZero();
  }

  @Test
  void theSameDangerFromTwoAuthoritiesIsOneLineThatNamesBoth() {
    send(
        Cap.by("north@example.org", "j1", now())
            .event("Tsunami Warning")
            .severity(Severity.MODERATE)
            .circle(-17, 179.9, 20),
        "TLP:CLEAR",
        "x");
    send(
        Cap.by("south@example.org", "j2", now())
            .event("Tsunami")
            .severity(Severity.EXTREME)
            .circle(-17, -179.9, 20),
        "TLP:CLEAR",
        "x");
    JsonNode group = group("j2");
    assertThat(group.at("/joined/0/alert/identifier").asString()).isEqualTo("j1");
    assertThat(group.at("/joined/0/why").asString()).contains("tsunami").contains("areas meet");
    assertThat(front()).contains("Also said by <bdi>north@example.org").contains("Headline of j1");
    String id = group.at("/joined/0/alert/id").asString();
    assertThat(world.nobody().page("/others/" + id).body()).contains("Headline of j1");
  }

  @Test
  void aReportLeadsToWhatItSays() {
    send(Cap.by("panel@example.org", "panel", now()).event("Landslide"), "TLP:CLEAR", "x");
    world.beat();
    OtherAlert alert =
        world.bean(Others.class).open().groups().stream()
            .map(OtherGroup::lead)
            .filter(each -> each.alert().identifier().equals("panel"))
            .findFirst()
            .orElseThrow();
    assertThat(world.ana().page("/desk/reports/" + alert.heard().getFirst().report()).body())
        .contains("/desk/alerts/" + alert.id());
  }

  @Test
  void whoSignedIsNamedWhenTheDeskTrustsThem() {
    byte[] signed = new CapSigner(key).sign(Cap.by("signer@example.org", "signed", now()).alert());
    site.put("/signed.xml", "application/cap+xml", signed);
    poll(feed("/signed.xml", "TLP:CLEAR"));
    String id = group("signed").at("/lead/id").asString();
    assertThat(world.nobody().page("/others/" + id).body())
        .contains("signed, verified: CN=trusted");
  }

  @Test
  void anotherNodeAndARestartComeToTheSame() {
    Others another = another(false);
    another.open();
    Instant sent = now();
    send(
        Cap.by("r@example.org", "r1", sent).expires(sent.plus(Duration.ofDays(30))),
        "TLP:CLEAR",
        "x");
    send(
        Cap.by("r@example.org", "r2", sent).expires(sent.plus(Duration.ofDays(30))),
        "TLP:CLEAR",
        "x");
    forward(Duration.ofSeconds(1));
    send(
        Cap.by("r@example.org", "r3", now()).acts(MsgType.CANCEL, "r@example.org", "r1", sent),
        "TLP:CLEAR",
        "x");
    // So long that nothing but the alert itself would be read from the table without its end.
    forward(Duration.ofDays(20));
    Others here = world.bean(Others.class);
    Others.View open = here.open();
    assertThat(
            open.groups().stream().flatMap(OtherGroup::all).map(each -> each.alert().identifier()))
        .contains("r2")
        .doesNotContain("r1");
    assertThat(another.open().groups()).isEqualTo(open.groups());
    assertThat(another(false).open().groups()).isEqualTo(open.groups());
    assertThat(another(false).everything().groups()).isEqualTo(here.everything().groups());
  }

  /** What a second node, or this one after a restart, works with. */
  private Others another(boolean exercise) {
    return new Others(
        world.bean(OtherStore.class),
        world.bean(SignatureCheck.class),
        world.clock(),
        exercise,
        "desk@tocsin.invalid");
  }

  @Test
  void aViewCostsNoMoreWhileNothingChanges() {
    Others others = world.bean(Others.class);
    assertThat(others.open()).isSameAs(others.open());
  }

  @Test
  void hostileTextIsShownAndDoesNothing() {
    send(
        Cap.by("h@example.org", "hostile", now())
            .headline("<script>alert(1)</script>")
            .description("\" onload=\"x")
            .web("javascript:alert(1)"),
        "TLP:CLEAR",
        "x");
    String id = group("hostile").at("/lead/id").asString();
    for (String body :
        new String[] {
          front(),
          world.nobody().page("/others/" + id).body(),
          desk(),
          world.ana().page("/desk/alerts/" + id).body()
        }) {
      assertThat(body)
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>alert(1)")
          .doesNotContain("href=\"javascript:");
    }
  }

  @Test
  void anIdThatIsNoneIsRefusedWithItsNumber() {
    assertThat(world.nobody().get("/api/v1/others/none").problem()).isEqualTo("T1051");
    assertThat(world.nobody().page("/others/other_00000000000000000000000000").status())
        .isEqualTo(404);
    assertThat(world.ana().page("/desk/alerts/none").status()).isEqualTo(404);
  }

  @Test
  void theListIsReadInPartsAndAPartThatIsGoneIsRefused() {
    for (int i = 0; i < 3; i++) {
      send(Cap.by("list@example.org", "list" + i, now()).event("Locusts"), "TLP:CLEAR", "x");
    }
    Set<String> all = new TreeSet<>();
    String after = "";
    int parts = 0;
    do {
      JsonNode part = world.nobody().get("/api/v1/others?limit=2" + after).json();
      part.at("/items").valueStream().forEach(each -> all.add(each.at("/lead/id").asString()));
      after = part.at("/next").isNull() ? "" : "&after=" + part.at("/next").asString();
      parts++;
    } while (!after.isEmpty());
    assertThat(parts).isGreaterThan(1);
    assertThat(all).hasSize(world.bean(Others.class).open().groups().size());
    assertThat(world.nobody().get("/api/v1/others?after=other_gone").problem()).isEqualTo("T6505");
  }

  @Test
  void everybodyMayReadAndNobodyMayWrite() {
    assertThat(world.nobody().get("/api/v1/others").status()).isEqualTo(200);
    assertThat(world.nobody().get("/api/v1/others").header("Cache-Control")).contains("public");
    assertThat(world.nobody().post("/api/v1/others", Map.of()).status()).isEqualTo(401);
    assertThat(world.nobody().page("/desk/alerts").status()).isNotEqualTo(200);
  }
}
