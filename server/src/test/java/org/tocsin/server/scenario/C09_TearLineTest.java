// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.warn.Warnings;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: one danger, several releases. Source and method stay above the tear line:
 * what a release leaves out is written down, what gives it away all the same is found, two people
 * agree, and the last hop hands nobody what they are not cleared for.
 */
class C09_TearLineTest {

  private static final String HELD =
      "A courier of Islamic State Khorasan Province told the station in Podolsk of twelve fighters.";

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  private Answer fullText(String open) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId() + "/full-texts",
                Map.of(
                    "marking",
                    "TLP:RED",
                    "text",
                    open + " " + HELD,
                    "spans",
                    List.of(Map.of("words", HELD, "marking", "TLP:RED")),
                    "sources",
                    List.of("Liaison Nordlys")));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }

  private Answer derived(Answer full, String marking) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/full-texts/" + full.text("id") + "/releases", Map.of("marking", marking));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }

  private Answer agree(Caller who, Answer release) {
    String id = release.text("id");
    String sha256 = world.bo().get("/api/v1/releases/" + id).text("sha256");
    return who.post("/api/v1/releases/" + id + "/agreement", Map.of("sha256", sha256));
  }

  private Answer preview(String warning) {
    return world.bo().get("/api/v1/warnings/" + warning + "/preview");
  }

  private static Draft telling(Draft draft, String description) {
    Draft.Text first = draft.texts().getFirst();
    return draft.with(
        List.of(
            new Draft.Text(
                "en",
                first.event(),
                first.headline(),
                description,
                first.instruction(),
                null,
                null)));
  }

  /** Whoever reads the case without the right to its full text finds it nowhere. */
  private void nobodyElseReadsIt(String release) {
    for (Role role : List.of(Role.AUDITOR, Role.COLLECTOR, Role.ADMIN)) {
      Caller reader = world.officerWith(role);
      for (String page : List.of("", "/tear-line", "/reckoning", "/versions", "/hypotheses")) {
        assertThat(reader.page("/desk/cases/" + story.caseId() + page).body())
            .as(role + page)
            .doesNotContain("courier", "Nordlys");
      }
      assertThat(reader.page("/desk/releases/" + release).body())
          .as(role.toString())
          .doesNotContain("courier", "Nordlys");
      for (String address : List.of("", "/full-texts", "/releases", "/reckoning", "/bundle")) {
        assertThat(reader.get("/api/v1/cases/" + story.caseId() + address).body())
            .as(role + address)
            .doesNotContain("courier", "Nordlys");
      }
    }
  }

  @Test
  void aReleaseLeavesOnlyWithoutWhatStandsAboveItAndWithTwoPeople() {
    story.decided("public");
    Answer full = fullText("Extremists have plans to attack large gatherings in Moscow.");
    Draft plain =
        telling(Drafts.publicAlert(world.clock().instant()), "Attacks on gatherings are planned.");

    // Without a release nothing below the full text's marking is even previewed.
    String warning = story.compose(plain).text("id");
    assertThat(preview(warning).problem()).isEqualTo("T5036");

    Answer release = derived(full, "TLP:CLEAR");
    assertThat(release.text("/content/description")).contains("[…]").doesNotContain("Podolsk");
    assertThat(release.text("/content/cuts/0/marking")).isEqualTo("TLP:RED");
    assertThat(release.json().get("hits")).isEmpty();
    String id = release.text("id");

    // What gives it away in other words is found, with place, reason and remedy.
    Answer leaking =
        world
            .ana()
            .put(
                "/api/v1/releases/" + id,
                Map.of(
                    "description",
                    "A dozen men of ISIS-K near Podolsk may attack gatherings in Moscow."));
    assertThat(leaking.json().get("hits").findValuesAsString("kind"))
        .contains("figure", "group", "place");
    assertThat(leaking.text("/hits/0/hidden")).isEqualTo(HELD);
    Caller auditor = world.officerWith(Role.AUDITOR);
    assertThat(auditor.get("/api/v1/releases/" + id).body()).doesNotContain("courier");
    assertThat(auditor.get("/api/v1/full-texts/" + full.text("id")).problem()).isEqualTo("T9003");
    nobodyElseReadsIt(id);
    Answer refused = agree(world.bo(), release);
    assertThat(refused.problem()).isEqualTo("T5038");
    assertThat(refused.text("/faults/0/where")).startsWith("en.description, characters ");
    assertThat(refused.body()).doesNotContain("courier");

    // One is let stand with a reason, the others are mended.
    Answer mended =
        world
            .ana()
            .put(
                "/api/v1/releases/" + id,
                Map.of("description", "About a dozen extremists may attack gatherings in Moscow."));
    assertThat(mended.json().get("hits").size()).isEqualTo(1);
    String hit = mended.text("/hits/0/key");
    String lets = "/api/v1/releases/" + id + "/lets";
    assertThat(world.ana().post(lets, Map.of("hit", hit, "reason", " ")).problem())
        .isEqualTo("T5042");
    assertThat(
            world
                .ana()
                .post(lets, Map.of("hit", hit, "reason", "The press has it."))
                .json()
                .get("hits"))
        .isEmpty();
    assertThat(agree(world.ana(), release).problem()).isIn("T5039", "T9003");
    Answer agreed = agree(world.bo(), release);
    assertThat(agreed.text("state")).as(agreed.toString()).isEqualTo("agreed");
    assertThat(world.ana().put("/api/v1/releases/" + id, Map.of("headline", "x")).problem())
        .isEqualTo("T5035");

    // The warning is of the release, word for word, and its hash covers it.
    Draft from = plain.from(new Draft.Release(id, ""));
    assertThat(preview(story.compose(from).text("id")).problem()).isEqualTo("T5037");
    Draft told = telling(from, agreed.text("/content/description"));
    Draft more =
        told.with(
            List.of(
                told.texts().getFirst(),
                new Draft.Text(
                    "ru", "Угроза", "Угроза", "Их 12 (Liaison Nordlys)", "Уйдите", null, null)));
    assertThat(preview(story.compose(more).text("id")).problem()).isEqualTo("T5038");
    String good = story.compose(told).text("id");
    Answer signed = story.signed(good);
    assertThat(signed.text("state")).as(signed.toString()).isEqualTo("inForce");
    assertThat(signed.text("/draft/release/sha256")).isEqualTo(agreed.text("sha256"));
    assertThat(world.nobody().get("/alerts/" + good).body()).contains("About a dozen");

    // A full text that was marked anew does not stop the all-clear; a new alert it does.
    world
        .ana()
        .post(
            "/api/v1/full-texts/" + full.text("id") + "/spans",
            Map.of("words", "have plans", "marking", "TLP:GREEN"));
    assertThat(preview(story.compose(told).text("id")).problem()).isEqualTo("T5037");
    Answer cancel =
        world.ana().post("/api/v1/warnings/" + good + "/cancel", Map.of("reason", "It is over."));
    assertThat(preview(cancel.text("id")).status()).isEqualTo(200);

    world.beat();
    assertThat(world.bean(Ledger.class).timeline(new CaseId(story.caseId())))
        .extracting(TimelineLine::type)
        .contains("FullTextKept", "ReleaseDerived", "LeakLetStand", "ReleaseAgreed");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(story.caseId())).toString())
        .doesNotContain("courier")
        .doesNotContain("Podolsk");
  }

  /** The entry of an approval, as it stands in the record. */
  private String approval(String id) {
    return world
        .bean(JdbcClient.class)
        .sql(
            "select convert_from(body, 'UTF8') from ledger.entry"
                + " where type = 'WarningApproved' and subject = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  /** They were told of the danger, and would not be told that it is over. */
  private void endingMarkedNarrowerThanItsWarningNeedsAReason(Draft narrow) {
    String wide = story.compose(Drafts.with(narrow, "/marking", "\"TLP:GREEN\"")).text("id");
    assertThat(story.signed(wide).text("state")).isEqualTo("inForce");
    String over =
        world
            .ana()
            .post("/api/v1/warnings/" + wide + "/cancel", Map.of("reason", "It is over."))
            .text("id");
    assertThat(story.preview(over).text("notCleared")).isEqualTo("0");
    Draft ending = world.bean(Warnings.class).get(new WarningId(over)).draft();
    Answer edited =
        world
            .ana()
            .put(
                "/api/v1/warnings/" + over,
                Drafts.JSON.valueToTree(Drafts.with(ending, "/marking", "\"TLP:AMBER\"")));
    assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
    assertThat(story.preview(over).text("notCleared")).isEqualTo("1");
    assertThat(story.signed(over).problem()).isEqualTo("T5017");
    assertThat(story.signedDespite(over).text("state")).isEqualTo("inForce");
  }

  @Test
  void theLastHopHandsNobodyWhatTheyAreNotClearedFor() {
    story.decided("public");
    story.decided("hostGovernment");
    Draft notice =
        Drafts.with(
            Drafts.privateNotice(world.clock().instant(), story.watcher()),
            "/marking",
            "\"TLP:AMBER\"");
    long watcher =
        world.ana().get("/api/v1/watchers?id=" + story.watcher()).json().at("/items/0/id").asLong();
    assertThat(world.ana().submit("/desk/warnings/audience", Drafts.form(notice)).body())
        .as("the composer counts as the approver does")
        .contains("watchers would be told, of 1 in the way")
        .contains("1 of the 1 are not cleared for this marking");
    String first = story.compose(notice).text("id");
    Answer shown = story.preview(first);
    assertThat(shown.text("notCleared")).isEqualTo("1");
    assertThat(shown.json().get("remarks").findValuesAsString("code"))
        .contains("not-cleared", "unchecked")
        .doesNotContain("unchecked-below-reports");
    assertThat(world.bo().page("/desk/warnings/" + first).body())
        .contains("1 of the 1 in its audience are not cleared for TLP:AMBER")
        .contains("watchers would be told, of 1 in the way", "tell 0 now")
        .contains("Not checked:")
        .contains("Why it goes out all the same");
    Answer silent = story.signed(first);
    assertThat(silent.problem()).isEqualTo("T5017");
    assertThat(silent.text("/faults/0/where")).isEqualTo("marking");
    assertThat(story.signedDespite(first).text("state")).isEqualTo("inForce");
    world.beat();
    assertThat(approval(first))
        .contains("\"not-cleared\"", "\"unchecked\"", "\"despite\"")
        .doesNotContain("They hear it by phone.");
    Answer receipts = world.ana().get("/api/v1/warnings/" + first + "/receipts/" + watcher);
    assertThat(receipts.body()).contains("withheld: not cleared for TLP:AMBER");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(story.caseId())))
        .extracting(TimelineLine::type)
        .contains("DeliveriesWithheld");

    String clearance = "/api/v1/watchers/" + watcher + "/clearance";
    assertThat(world.ana().get(clearance).text("clearance")).isEqualTo("TLP:GREEN");
    assertThat(
            world
                .officerWith(Role.OFFICER)
                .put(clearance, Map.of("clearance", "TLP:AMBER", "reason", "vetted"))
                .problem())
        .isEqualTo("T9003");
    assertThat(world.bo().put(clearance, Map.of("clearance", "TLP:AMBER")).problem())
        .isEqualTo("T5048");
    assertThat(
            world
                .bo()
                .put(clearance, Map.of("clearance", "TLP:AMBER", "reason", "Vetted liaison."))
                .text("standing"))
        .isEqualTo("given");
    String second = story.compose(notice).text("id");
    assertThat(story.signed(second).text("state")).isEqualTo("inForce");
    world.beat();
    assertThat(world.ana().get("/api/v1/warnings/" + second + "/receipts/" + watcher).body())
        .doesNotContain("withheld");
    // Whoever was told of it hears that it is over, whatever they are cleared for by then.
    Map<String, String> taken = Map.of("clearance", "TLP:GREEN", "reason", "Left the post.");
    assertThat(world.bo().put(clearance, taken).status()).isEqualTo(200);
    String over =
        world
            .ana()
            .post("/api/v1/warnings/" + second + "/cancel", Map.of("reason", "It is over."))
            .text("id");
    // There is no mail server here: as if it had been handed over.
    String handed =
        """
        update deliver.receipt_run r set outcome = ? from deliver.chunk c
         where c.id = r.chunk_id and c.warning_id = ? and ? = any(r.watchers) and r.outcome = ?
        """;
    JdbcClient jdbc = world.bean(JdbcClient.class);
    List<Integer> came =
        jdbc.sql(
                "select r.outcome from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id"
                    + " where c.warning_id = ? and r.watcher = ?")
            .params(second, watcher)
            .query((row, i) -> row.getInt(1))
            .list();
    assertThat(came).isNotEmpty();
    int was = came.getFirst();
    jdbc.sql(handed).params(1, second, watcher, was).update();
    try {
      assertThat(story.signed(over).text("state")).isEqualTo("inForce");
      world.beat();
      assertThat(world.ana().get("/api/v1/warnings/" + over + "/receipts/" + watcher).body())
          .contains("tocsin receipt")
          .doesNotContain("withheld");
    } finally {
      jdbc.sql(handed).params(was, second, watcher, 1).update();
    }
    endingMarkedNarrowerThanItsWarningNeedsAReason(notice);
    world.bo().put(clearance, Map.of("clearance", "TLP:AMBER", "reason", "Back again."));
    // A file without the column takes nothing away; one with it says what it says.
    story.watcher(story.watcher(), 55.75, 37.6);
    assertThat(world.ana().get(clearance).text("clearance")).isEqualTo("TLP:AMBER");
    Answer imported =
        world
            .ana()
            .post(
                "/api/v1/watchers/import",
                "text/csv",
                """
                id,lat,lon,channel,address,clearance
                %1$s,55.75,37.6,email,duty@example.org,TLP:RED//STAFF
                %1$s-b,55.75,37.6,email,other@example.org,TLP:PINK
                """
                    .formatted(story.watcher())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of());
    assertThat(imported.text("/problems/0/column")).as(imported.toString()).isEqualTo("clearance");
    assertThat(imported.json().get("rejected").asInt()).isEqualTo(1);
    assertThat(world.ana().get(clearance).text("clearance")).isEqualTo("TLP:RED//STAFF");
    Answer page = world.ana().page("/desk/watchers/" + watcher);
    assertThat(page.body()).contains("TLP:RED//STAFF").contains("Set the clearance");
  }
}
