// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what belongs together is suggested with its reasons and joined by people; a
 * wire story copied many times is one source; what a party says of itself is marked so.
 */
class C02_JoinAndGradeTest {

  private static final int COPIES = 8;

  private final ServerWorld world = ServerWorld.running();

  /** The day after tomorrow, as papers write it. */
  private final String day =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
          .format(world.clock().instant().plus(Duration.ofDays(2)).atZone(ZoneOffset.UTC));

  private final String wire =
      """
      (Reuters) - Gunmen of the Islamic State plan to attack the song festival grounds in Tallinn on
      %s, two officials briefed on the matter told the agency in the evening. "We take
      this with the utmost seriousness and have told the organisers so," one of them said.
      """
          .formatted(day);

  private String report(String source, String text) {
    Answer kept =
        world
            .ana()
            .post(
                "/api/v1/reports?reliability=C&credibility=3&source=" + source.replace(" ", "%20"),
                "text/plain",
                text.getBytes(UTF_8),
                Map.of());
    assertThat(kept.status()).as(kept.toString()).isEqualTo(201);
    return kept.text("id");
  }

  private String opened(String title, String... reports) {
    return world
        .ana()
        .post("/api/v1/cases", Map.of("title", title, "reports", List.of(reports)))
        .text("id");
  }

  private void assess(String caseId, String place, double north, double east, Object cites) {
    Map<String, Object> body = new HashMap<>();
    body.put("actor", "Islamic State");
    body.put("target", "festival");
    body.put("method", "firearms");
    body.put(
        "place", Map.of("name", place, "latitude", north, "longitude", east, "radiusMetres", 9000));
    Instant now = world.clock().instant();
    body.put(
        "window", Map.of("from", now.toString(), "until", now.plus(Duration.ofDays(3)).toString()));
    body.put("likelihood", "likely");
    body.put("confidence", "low");
    body.put("statements", List.of(Map.of("text", "The festival is the target.", "cites", cites)));
    Answer made = world.ana().post("/api/v1/cases/" + caseId + "/assessments", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  private String suggestionOf(String report, String caseId) {
    Answer same = world.ana().get("/api/v1/reports/" + report + "/same-danger");
    for (int i = 0; !same.text("/cases/" + i + "/id").isEmpty(); i++) {
      if (same.text("/cases/" + i + "/caseId").equals(caseId)) {
        return same.text("/cases/" + i + "/id");
      }
    }
    return "";
  }

  @Test
  void aWireStoryCopiedManyTimesIsOneSourceUntilAnIndependentOneSaysSo() {
    String first = report("Wire desk", wire);
    world.beat();
    String caseId = opened("Tallinn song festival", first);
    List<String> copies = new ArrayList<>();
    for (int i = 1; i <= COPIES; i++) {
      copies.add(report("Paper " + i, "Front page of paper number " + i + ".\n" + wire));
    }
    world.beat();
    Answer waiting = world.bo().get("/api/v1/cases/" + caseId + "/suggestions");
    assertThat(waiting.body())
        .contains("SAME_PASSAGE", "SAME_QUOTATION", "SAME_SOURCE_CHAIN")
        .contains("SAME_PLACE_WINDOW_GROUP");
    assertThat(world.bo().page("/desk/cases/" + caseId).body())
        .as("reasons in words")
        .contains("Same words.", "Same source.", "Same place, time and group.")
        .doesNotContain("SAME_");
    assertThat(world.ana().get("/api/v1/cases/" + caseId).text("/reports/1"))
        .as("nothing joins by itself")
        .isEmpty();

    // One is joined from its page, one is declined and stays so, the rest join by program.
    String byPage = "/desk/reports/" + copies.getFirst();
    assertThat(world.ana().page(byPage).body())
        .contains("Same danger?", "words in a row stand in both", "100 of 100");
    assertThat(world.ana().page("/desk/inbox").body()).contains("May belong to");
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/suggestions/" + suggestionOf(copies.getFirst(), caseId) + "/acceptance",
                    Map.of())
                .status())
        .isEqualTo(303);
    String declined = suggestionOf(copies.get(1), caseId);
    assertThat(
            world
                .ana()
                .post("/api/v1/suggestions/" + declined + "/refusal", Map.of("reason", ""))
                .problem())
        .isEqualTo("T3007");
    assertThat(
            world
                .ana()
                .post("/api/v1/suggestions/" + declined + "/refusal", Map.of("reason", "A copy."))
                .text("state"))
        .isEqualTo("declined");
    assertThat(
            world.ana().post("/api/v1/suggestions/" + declined + "/acceptance", Map.of()).problem())
        .isEqualTo("T3010");
    for (String copy : copies.subList(2, COPIES)) {
      String id = suggestionOf(copy, caseId);
      assertThat(
              world.ana().post("/api/v1/suggestions/" + id + "/acceptance", Map.of()).text("state"))
          .isEqualTo("joined");
    }
    world.beat();
    assertThat(
            world
                .ana()
                .get("/api/v1/cases/" + caseId + "/suggestions")
                .json()
                .at("/items")
                .findValuesAsString("state"))
        .as("declined for these reasons, it does not come again for them")
        .contains("declined")
        .doesNotContain("open");

    Answer origins = world.bo().get("/api/v1/cases/" + caseId + "/origins");
    assertThat(origins.text("reports")).isEqualTo(String.valueOf(COPIES));
    assertThat(origins.text("independent")).as(origins.toString()).isEqualTo("1");
    assertThat(origins.text("/origins/0/name")).isEqualTo("Reuters");
    assess(
        caseId,
        "Tallinn",
        59.44,
        24.75,
        List.of(Map.of("report", first), Map.of("report", copies.get(2))));
    Answer standing = world.bo().get("/api/v1/cases/" + caseId + "/standing");
    assertThat(standing.text("singleSource")).isEqualTo("true");
    assertThat(standing.text("/statements/0/singleSource")).isEqualTo("true");
    assertThat(world.bo().page("/desk/cases/" + caseId).body())
        .contains(COPIES + " reports, 1 independent origin.", "single source", "Reuters");

    // No number of copies confirms it; a report of another origin does.
    Map<String, Object> confirmed =
        Map.of("finding", 0, "kind", "credibility", "value", "1", "reason", "Others say so.");
    assertThat(world.ana().post("/api/v1/reports/" + first + "/marks", confirmed).problem())
        .isEqualTo("T3014");
    assertThat(
            world
                .ana()
                .post(
                    "/api/v1/reports/" + first + "/grades",
                    Map.of("reliability", "C", "credibility", "1", "reason", "Many papers."))
                .problem())
        .isEqualTo("T3014");
    String own =
        report(
            "Liaison officer",
            "Our officer heard that the Islamic State means to attack visitors of a concert in"
                + " Tallinn on "
                + day
                + ".");
    world.beat();
    String independent = suggestionOf(own, caseId);
    assertThat(world.ana().get("/api/v1/reports/" + own + "/same-danger").body())
        .contains("SAME_PLACE_WINDOW_GROUP")
        .contains("ASSESSED_PLACE_WINDOW_GROUP");
    world.ana().post("/api/v1/suggestions/" + independent + "/acceptance", Map.of());
    assertThat(world.bo().get("/api/v1/cases/" + caseId + "/standing").text("independent"))
        .isEqualTo("2");
    Answer marked = world.ana().post("/api/v1/reports/" + first + "/marks", confirmed);
    assertThat(marked.status()).as(marked.toString()).isEqualTo(200);
    assertThat(world.bo().page("/desk/reports/" + first).body()).contains("information 1");

    // What may be meant to deceive confirms nothing, and its flag is not cleared by whoever set it.
    Map<String, Object> deception =
        Map.of("kind", "deception", "value", "set", "reason", "The liaison denies the call.");
    world.ana().post("/api/v1/reports/" + own + "/marks", deception);
    assertThat(world.bo().get("/api/v1/cases/" + caseId + "/standing").text("singleSource"))
        .isEqualTo("true");
    assertThat(world.bo().page("/desk/cases/" + caseId).body()).contains("possible deception");
    Map<String, String> cleared =
        Map.of("mark", "deception cleared", "reason", "The liaison calls back.");
    String marks = "/desk/reports/" + own + "/marks";
    world.ana().page("/desk/reports/" + own);
    assertThat(world.ana().submit(marks, cleared).body()).contains("T3015");
    world.bo().page("/desk/reports/" + own);
    assertThat(world.bo().submit(marks, cleared).status()).isEqualTo(303);
    assertThat(world.bo().get("/api/v1/cases/" + caseId + "/standing").text("singleSource"))
        .isEqualTo("false");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(caseId)))
        .extracting(TimelineLine::type)
        .contains(
            "JoinSuggestionAccepted",
            "JoinSuggestionDeclined",
            "ReportJoined",
            "InformationMarked");
  }

  @Test
  void whatAPartySaysOfItselfIsMarkedWhereverItIsUsed() {
    String report =
        report(
            "Radio",
            """
            The Islamic State claimed responsibility for the attack on a market in Riga on Monday.
            The Latvian government said that 12 people were killed in the attack in Riga on Monday.
            Hospital staff counted the wounded until the evening.
            """);
    world.beat();
    Answer findings = world.bo().get("/api/v1/reports/" + report + "/findings");
    assertThat(findings.body())
        .contains("asserted by an interested party: Islamic State")
        .contains("asserted by an interested party: Latvian government")
        .contains("own figures");
    String caseId = opened("Riga market", report);
    assess(caseId, "Riga", 56.95, 24.1, List.of(Map.of("report", report, "finding", 0)));
    assertThat(
            world
                .bo()
                .get("/api/v1/cases/" + caseId + "/standing")
                .text("/statements/0/notes/1/kind"))
        .isEqualTo("interestedParty");
    assertThat(world.bo().page("/desk/cases/" + caseId).body())
        .contains("asserted by an interested party: Islamic State");

    // An officer knows better, and says why.
    Map<String, Object> cleared =
        Map.of(
            "finding",
            0,
            "kind",
            "interested",
            "value",
            "cleared",
            "reason",
            "It is a quote of a trial.");
    world.ana().post("/api/v1/reports/" + report + "/marks", cleared);
    assertThat(world.bo().page("/desk/cases/" + caseId).body())
        .doesNotContain("asserted by an interested party: Islamic State");
  }

  @Test
  void aReportLeavesACaseWithNothingLostAndComesBack() {
    String first = report("Harbour office", "Somebody threatens the ferry terminal of Turku.");
    String other = report("Caller", "A storm is expected over the archipelago tomorrow.");
    world.beat();
    String caseId = opened("Turku ferries", first, other);
    assess(
        caseId, "Turku", 60.45, 22.27, List.of(Map.of("report", first), Map.of("report", other)));
    String page = "/desk/cases/" + caseId;
    world.ana().page(page);
    assertThat(
            world
                .ana()
                .submit(page + "/reports/" + first + "/removal", Map.of("reason", ""))
                .body())
        .contains("T3007");
    assertThat(
            world
                .ana()
                .submit(page + "/reports/" + first + "/removal", Map.of("reason", "Another port."))
                .status())
        .isEqualTo(303);
    Answer file = world.ana().get("/api/v1/cases/" + caseId);
    assertThat(file.text("/reports/0")).isEqualTo(other);
    assertThat(file.text("/members/0/leftFor")).isEqualTo("Another port.");
    assertThat(file.text("/members/1/number")).as("the other keeps its number").isEqualTo("2");
    assertThat(world.bo().page(page).body())
        .contains("R1 was taken out of the case", "Taken out", "Join again");
    assertThat(
            world.bo().get("/api/v1/cases/" + caseId + "/standing").text("/statements/0/origins"))
        .isEqualTo("1");
    assertThat(
            world
                .ana()
                .post(
                    "/api/v1/cases/" + caseId + "/reports/" + first + "/removal",
                    Map.of("reason", "x"))
                .problem())
        .isEqualTo("T3006");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", first));
    assertThat(world.ana().get("/api/v1/cases/" + caseId).text("/reports/0")).isEqualTo(first);
    assertThat(world.bean(Ledger.class).timeline(new CaseId(caseId)))
        .extracting(TimelineLine::words)
        .anyMatch(words -> words.contains("taken out: Another port.; the assessment rests on it"));

    // Two files on one danger: one continues in the other, and that can be taken back.
    String into = opened("Turku, the second file");
    Map<String, Object> why = Map.of("into", into, "reason", "One danger.");
    Answer made = world.ana().post("/api/v1/cases/" + caseId + "/continuation", why);
    // In the order of their ids, which reports that came in one millisecond have by chance.
    assertThat(List.of(made.text("/brought/0"), made.text("/brought/1")))
        .as(made.toString())
        .containsExactlyInAnyOrder(first, other);
    assertThat(world.ana().get("/api/v1/cases/" + into).json().get("reports").toString())
        .contains(first, other);
    assertThat(world.bo().page(page).body()).contains("This case continues in");
    assertThat(
            world
                .ana()
                .post("/api/v1/cases/" + caseId + "/reports", Map.of("report", first))
                .problem())
        .isEqualTo("T3008");
    assertThat(
            world
                .ana()
                .post(
                    "/api/v1/cases/" + into + "/continuation",
                    Map.of("into", caseId, "reason", "A ring."))
                .problem())
        .isEqualTo("T3012");
    world.ana().post("/api/v1/cases/" + caseId + "/continuation/undoing", Map.of("reason", "Two."));
    assertThat(world.ana().get("/api/v1/cases/" + into).text("/reports/0")).isEmpty();
    assertThat(
            world
                .ana()
                .post("/api/v1/cases/" + caseId + "/continuation/undoing", Map.of("reason", "Two."))
                .problem())
        .isEqualTo("T3013");
  }
}
