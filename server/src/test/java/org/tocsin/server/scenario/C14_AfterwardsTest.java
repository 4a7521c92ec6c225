// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Verification;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.AssessWorld;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE UNDER TEST: a concert hall was warned of, the attack came while the warning held, and the
 * desk writes down what became of it, each line by its pages and over HTTP (after the event, lines
 * 14 to 18). One case, told once.
 */
class C14_AfterwardsTest {

  private static final ServerWorld WORLD = ServerWorld.running();

  private static String caseId;
  private static String report;
  private static Instant attack;
  private static String incident;

  @BeforeAll
  static void aWarningIsGivenAndTheAttackComesWhileItHolds() {
    Story story = Story.begun(WORLD);
    caseId = story.caseId();
    story.inForce();
    later(Duration.ofHours(6));
    attack = WORLD.clock().instant();
    report = new AssessWorld(WORLD).report("C3", "Armed men attacked a concert in Khimki.");
    later(Duration.ofHours(2));
    made(WORLD.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", report)));
    Map<String, String> form = new HashMap<>();
    form.put("title", "Attack on a concert");
    form.put("began", local(attack));
    form.put("place.name", "Химки");
    form.put("latitude", "55.75");
    form.put("longitude", "37.6");
    form.put("attackType", "Armed Assault");
    form.put("targetType", "concert hall");
    form.put("weapons", "rifles, petrol");
    form.put("groups", "ISIS-K");
    form.put("effects", "roof burnt");
    form.put("reports", report);
    String page = "/desk/cases/" + caseId + "/incidents/new";
    assertThat(WORLD.ana().page(page).body()).contains("The reports that say so");
    Answer recorded = WORLD.ana().submit("/desk/cases/" + caseId + "/incidents", form);
    assertThat(recorded.status()).as(recorded.body()).isEqualTo(303);
    incident = recorded.header("Location").replaceAll(".*/", "");
  }

  private static void later(Duration by) {
    WORLD.clock().forwardTo(WORLD.clock().instant().plus(by));
    WORLD.beat();
  }

  private static String local(Instant at) {
    return at.toString().substring(0, 16);
  }

  private static Answer made(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 201);
    return answer;
  }

  private static Map<String, String> figure(String what, String number, String source) {
    Map<String, String> form = new HashMap<>();
    form.put("what", what);
    form.put("qualifier", "atLeast");
    form.put("min", number);
    form.put("asOf", local(attack.plusSeconds(1800)));
    form.put("source", source);
    form.put("report", report);
    return form;
  }

  /** Line 14. */
  @Test
  void whatHappenedIsWrittenDownRevisedAndHandedToOthers() {
    String page = "/desk/incidents/" + incident;
    assertThat(WORLD.ana().submit(page + "/figures", figure("killed", "3", "A hospital")).status())
        .isEqualTo(303);
    Map<String, Object> later =
        Map.of(
            "what",
            "killed",
            "min",
            5,
            "max",
            9,
            "qualifier",
            "about",
            "asOf",
            WORLD.clock().instant().toString(),
            "source",
            "A ministry",
            "report",
            report);
    made(WORLD.ana().post("/api/v1/incidents/" + incident + "/figures", later));
    Answer noPower =
        WORLD
            .ana()
            .submit(page + "/figures", figure("householdsWithoutPower", "40000", "The grid"));
    assertThat(noPower.status()).isEqualTo(303);
    assertThat(WORLD.bo().page(page).body())
        .contains("about 5 to 9", "at least 3", "A hospital", "at least 40,000");
    JsonNode kept = WORLD.bo().get("/api/v1/incidents/" + incident).json();
    assertThat(kept.at("/figures/killed")).hasSize(2);
    assertThat(kept.at("/figures/killed/0/max").asInt()).isEqualTo(9);

    List<Csv.Line> lines = Csv.read(WORLD.bo().page("/desk/incidents.csv").body());
    Map<String, String> row = new HashMap<>();
    List<String> cells =
        lines.stream()
            .map(Csv.Line::cells)
            .filter(each -> each.getFirst().equals(incident))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < cells.size(); i++) {
      row.put(lines.getFirst().cells().get(i), cells.get(i));
    }
    assertThat(row)
        .containsEntry("attacktype1", "2")
        .containsEntry("targtype1_txt", "Business")
        .containsEntry("weaptype2_txt", "Incendiary")
        .containsEntry("property", "1")
        .containsEntry("tocsin_meant", "killed 5-9 about; householdsWithoutPower 40000 atLeast");
    assertThat(WORLD.bo().get("/api/v1/incidents.acled.csv").body()).contains(incident);
    assertThat(WORLD.bo().get("/api/v1/incidents.geojson").body()).contains("[37.6,55.75]");

    Answer taken =
        WORLD
            .ana()
            .submit(
                "/desk/cases/" + caseId + "/incidents/import",
                Map.of(
                    "report",
                    report,
                    "text",
                    "iyear,imonth,iday,latitude,longitude,city,nkill\n2020,1,3,33.3,44.4,Baghdad,7"
                        + "\n2020,13,3,33.3,44.4,Baghdad,7"));
    assertThat(taken.body())
        .contains("1 incident was taken")
        .contains("1 line was refused")
        .contains("Line 3");
  }

  /** Line 15. */
  @Test
  void whoSaysWhoDidItStandsSideBySide() {
    String page = "/desk/incidents/" + incident;
    Map<String, String> claim = new HashMap<>();
    claim.put("kind", "claim");
    claim.put("certainty", "asserted");
    claim.put("by", "ISIS-K");
    claim.put("saidAt", local(attack.plusSeconds(3600)));
    claim.put("channel", "its own agency");
    claim.put("report", report);
    assertThat(WORLD.ana().submit(page + "/statements", claim).status()).isEqualTo(303);
    for (String kind : List.of("accusation", "denial")) {
      made(
          WORLD
              .ana()
              .post(
                  "/api/v1/incidents/" + incident + "/statements",
                  Map.of(
                      "kind",
                      kind,
                      "by",
                      kind.equals("denial") ? "A neighbour" : "A president",
                      "about",
                      "A neighbour",
                      "certainty",
                      kind.equals("denial") ? "denied" : "hinted",
                      "saidAt",
                      attack.plusSeconds(5400).toString(),
                      "report",
                      report)));
    }
    JsonNode accounts = WORLD.bo().get("/api/v1/incidents/" + incident + "/accounts").json();
    assertThat(accounts.get("rows")).hasSize(3);
    assertThat(accounts.at("/rows/0/credibility").asString()).startsWith("C3");
    assertThat(accounts.get("sides").toString()).contains("contested");
    assertThat(WORLD.bo().page(page).body()).contains("About A neighbour", "About ISIS-K");
    assertThat(WORLD.bo().page(page + "/accounts").body())
        .contains("speaks of itself", "1 denies it", "Nothing is overwritten");
    assertThat(WORLD.bo().get("/api/v1/incidents/" + incident).json().get("statements")).hasSize(3);
  }

  /** Line 16. */
  @Test
  void whatWasSaidOfTheWarningAndDoneAfterwardsIsFoundInTheNextCaseLikeIt() {
    Map<String, String> said = new HashMap<>();
    said.put("by", "A spokesman");
    said.put("kind", "dismissed");
    said.put("words", "He called it scaremongering.");
    said.put("report", report);
    said.put("saidAt", local(attack.minusSeconds(3600)));
    assertThat(WORLD.ana().page("/desk/cases/" + caseId).body()).contains("Public reactions");
    assertThat(WORLD.ana().submit("/desk/cases/" + caseId + "/reactions", Map.of()).body())
        .as("every fault beside its field, and nothing rests on the report that stands first")
        .containsSubsequence("#f-by\">Who said it</a>: is empty", "#f-reaction-report\">Report")
        .contains("Is not chosen. Choose the report that says so.");
    assertThat(WORLD.ana().submit("/desk/cases/" + caseId + "/reactions", said).status())
        .isEqualTo(303);
    Map<String, String> arrest = new HashMap<>();
    arrest.put("kind", "arrest");
    arrest.put("by", "The police");
    arrest.put("amount", "4");
    arrest.put("at", local(WORLD.clock().instant()));
    arrest.put("report", report);
    String page = "/desk/cases/" + caseId + "/aftermath";
    assertThat(WORLD.ana().submit(page, arrest).status()).isEqualTo(303);
    made(
        WORLD
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/aftermath",
                Map.of(
                    "kind",
                    "mobilisation",
                    "by",
                    "The president",
                    "at",
                    WORLD.clock().instant().toString(),
                    "report",
                    report)));
    assertThat(WORLD.bo().page(page).body()).contains("arrest: 4, by The police", "mobilisation");
    assertThat(WORLD.bo().get("/api/v1/cases/" + caseId + "/reactions").body())
        .contains("dismissed");

    String next = Story.begun(WORLD).caseId();
    JsonNode alike = WORLD.bo().get("/api/v1/cases/" + next + "/precedents").json();
    JsonNode ours =
        alike
            .valueStream()
            .filter(each -> each.get("caseId").asString().equals(caseId))
            .findFirst()
            .orElseThrow();
    assertThat(ours.get("because").toString()).contains("the same group: ISIS-K");
    assertThat(ours.get("followed").toString())
        .contains("A spokesman: dismissed", "arrest: 4", "mobilisation");
    assertThat(WORLD.bo().page("/desk/cases/" + next + "/aftermath").body())
        .contains("/desk/cases/" + caseId + "/reckoning", "A spokesman: dismissed");
  }

  /** Line 17. */
  @Test
  void theCaseIsClosedAndCountsInTheScores() {
    String page = "/desk/cases/" + caseId + "/outcome";
    assertThat(WORLD.ana().page(page).body()).contains("Attack on a concert");
    Answer closed =
        WORLD.ana().submit(page, Map.of("outcome", "hit", "reasons", "It came where we said."));
    assertThat(closed.header("Location")).endsWith("/reckoning");
    JsonNode scores = WORLD.bo().get("/api/v1/scores?cases=1").json();
    assertThat(scores.at("/desk/hits").asInt()).isEqualTo(1);
    assertThat(scores.at("/leadTime/median").asDouble()).isEqualTo(6.0);
    assertThat(scores.at("/calibration/cases").asInt()).isEqualTo(1);
    assertThat(WORLD.bo().page("/desk/scores?cases=1").body())
        .contains("1 of 1; 1 case: too few to judge", "Reliability diagram")
        .contains("6.0 hours; 1 case: too few to judge");
  }

  /** Line 18. */
  @Test
  void theReckoningIsHandedOverAndTheBundleProvesIt(@TempDir Path folder)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    String path = "/cases/" + caseId + "/reckoning";
    made(
        WORLD
            .ana()
            .post(
                "/api/v1/incidents/" + incident + "/statements",
                Map.of(
                    "kind", "attribution",
                    "by", "東京 नई दिल्ली كرمان",
                    "about", "A group",
                    "saidAt", attack.plusSeconds(7000).toString(),
                    "report", report)));
    WORLD.beat();
    JsonNode told = WORLD.bo().get("/api/v1" + path).json();
    assertThat(told.get("inWindow").asBoolean()).isTrue();
    String page = WORLD.bo().page("/desk" + path).body();
    told.get("gaps").forEach(gap -> assertThat(page).contains(gap.get("words").asString()));
    told.get("chapters")
        .forEach(chapter ->
            chapter
                .get("lines")
                .forEach(line ->
                    assertThat(page).contains("/desk/record/" + line.get("entry").asInt())));
    assertThat(page).contains("東京 नई दिल्ली", "When it happened, a warning held.", "None yet.");

    assertThat(
            WORLD
                .officerWith(Role.AUDITOR)
                .post("/api/v1/cases/" + caseId + "/reckonings", "")
                .status())
        .isEqualTo(403);
    Answer sent = WORLD.bo().submit("/desk/cases/" + caseId + "/reckonings", Map.of());
    assertThat(sent.header("Location")).endsWith("/reckoning#handed-over");
    WORLD.beat();
    JsonNode copies = WORLD.bo().get("/api/v1/cases/" + caseId + "/reckonings").json();
    String hash = copies.at("/0/sha256").asString();
    String id = copies.at("/0/id").asString();
    assertThat(WORLD.bo().page("/desk" + path).body())
        .contains(hash, "/desk/reckonings/" + id + ".pdf")
        .doesNotContain("None yet.");
    byte[] pdf = bytes("/api/v1/reckonings/" + id + ".pdf");
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)))
        .isEqualTo(hash);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(read).replaceAll("\\s+", " "))
          .contains("Химки")
          .contains("by 東京 ", "has no shape for 9 letters")
          .contains("This copy was handed over");
    }
    Path bundle = folder.resolve("case.tocsin-bundle");
    Files.write(bundle, bytes("/api/v1/cases/" + caseId + "/bundle"));
    assertThat(Verification.verify(bundle, List.of()).ok()).isTrue();
    assertThat(Files.readString(bundle)).contains("ReckoningHandedOver", hash);
    assertThat(WORLD.bo().get("/api/v1/reckonings/reckoning_" + "0".repeat(26) + ".pdf").problem())
        .isEqualTo("T8009");
  }

  private static byte[] bytes(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(WORLD.address() + path))
                  .header("Authorization", "Bearer " + WORLD.bo().token())
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }
}
