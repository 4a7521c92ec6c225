// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.FixedWords;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: phrases are chosen, written and reviewed at the desk and by the API. */
class PhraseDeskTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void aLanguageIsShownWithWhatNobodyReviewedUntilAReviewIsRecorded() {
    Answer list = world.bo().get("/api/v1/phrases");
    assertThat(list.body()).contains("\"action.avoidGatherings\"").contains("\"rtl\"");
    Answer arabic = world.bo().get("/api/v1/phrases/am");
    assertThat(arabic.body()).contains("\"alphabet\":\"UCS-2\"").contains("\"reviewed\":false");
    assertThat(world.bo().page("/desk/phrases").body()).contains("none of 31");
    assertThat(world.ana().page("/desk/phrases/am").body()).contains("Not reviewed by a speaker");
    String path = "/api/v1/phrases/am/action.shelter/reviews";
    assertThat(world.ana().post(path, Map.of("reviewer", "")).status()).isEqualTo(201);
    assertThat(
            world
                .ana()
                .post(path, Map.of("translator", "T. Abebe", "reviewer", "t. abebe"))
                .problem())
        .isEqualTo("T5013");
    assertThat(world.officerWith(Role.AUDITOR).post(path, Map.of("reviewer", "A. Bekele")).status())
        .isEqualTo(403);
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/phrases/am",
                    Map.of(
                        "phrase", "action.shelter", "reviewer", "A. Bekele", "office", "Consulate"))
                .status())
        .isEqualTo(303);
    assertThat(world.bo().page("/desk/phrases/am").body())
        .contains("Reviewed by A. Bekele (Consulate)");
    assertThat(world.bean(Ledger.class).about("phrase:action.shelter"))
        .anySatisfy(line -> assertThat(line.words()).contains("reviewed by a speaker"))
        .noneSatisfy(line -> assertThat(line.words()).contains("Bekele"));
  }

  @Test
  void theWordsAroundATextAreMarkedOnEveryChannelAndReviewedLikePhrases() {
    Story story = Story.begun(world);
    String id = story.drafted();
    String remarks = "/api/v1/warnings/" + id + "/remarks";
    assertThat(world.bo().get(remarks).body())
        .contains("around-not-reviewed")
        .contains("put around it by notifications and the answer page, phone calls, mails and");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("its fixed words are not reviewed by a speaker")
        .contains("The words that are put around it are not reviewed by a speaker");
    assertThat(
            world
                .bo()
                .page("/desk/warnings/" + id)
                .body()
                .lines()
                .filter(line -> line.startsWith("<summary>") && line.contains(">ru</span>"))
                .filter(line -> !line.contains("public page")))
        .as("seen before anything is opened")
        .hasSizeGreaterThan(4)
        .allSatisfy(
            line -> assertThat(line).contains("its fixed words are not reviewed by a speaker"));
    assertThat(world.bo().page("/desk/phrases/ru").body())
        .contains("Возможно, вы это уже")
        .contains("calls: the words around a text in phone calls")
        .contains("или SMS: 1 = в безопасности");
    for (String words : List.of("letters", "sms", "calls", "answers", "spoken")) {
      assertThat(world.bo().get(remarks).body()).as(words).contains("around-not-reviewed");
      assertThat(
              world
                  .ana()
                  .post("/api/v1/phrases/ru/" + words + "/reviews", Map.of("reviewer", "S. Ivanov"))
                  .status())
          .isEqualTo(201);
    }
    assertThat(world.bo().get(remarks).body()).doesNotContain("around-not-reviewed");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .doesNotContain("its fixed words are not reviewed by a speaker");
    Draft draft = Drafts.publicAlert(world.clock().instant());
    Draft icelandic =
        draft.with(
            List.of(
                draft.texts().getFirst(),
                new Draft.Text("is", "Ógn", "Ógn", "Hætta á árás.", "Farið burt.", null, null)));
    assertThat(world.bo().page("/desk/warnings/" + story.compose(icelandic).text("id")).body())
        .contains("fixed words of it are English: there are none in this language");
  }

  @Test
  void aLanguageOfTheDeskWithoutWordsForLettersGetsEnglishOnes() {
    Reviews reviews =
        new Reviews(
            world.bean(PhraseBook.class),
            world.bean(ReviewStore.class),
            world.server().getBeanProvider(FixedWords.class).stream().toList(),
            world.bean(Ledger.class),
            world.bean(CurrentOfficer.class),
            world.clock(),
            "en, is, ru");
    assertThat(reviews.around("mail", "is")).isEqualTo(Reviews.Verdict.ENGLISH);
    assertThat(reviews.around("mail", "ru-RU")).isEqualTo(Reviews.Verdict.SOUND);
    assertThat(reviews.around("mail", "en-GB")).isEqualTo(Reviews.Verdict.SOUND);
    assertThat(reviews.around("SMS", "pl")).isEqualTo(Reviews.Verdict.ENGLISH);
    assertThat(reviews.around("SMS", "uk")).isNotEqualTo(Reviews.Verdict.ENGLISH);
    assertThat(reviews.around("public page", "uk")).isEqualTo(Reviews.Verdict.SOUND);
  }

  @Test
  void theComposerWritesThePhrasesAndKeepsFreeTextBesideThem() {
    Story story = Story.begun(world);
    String path = "/desk/cases/" + story.caseId() + "/warnings/new";
    assertThat(world.ana().page(path).body()).contains("Avoid large gatherings.");
    Map<String, String> form = new HashMap<>();
    form.put("act", "phrases");
    form.put("kind", "publicAlert");
    form.put("victims", "public");
    form.put("marking", "TLP:CLEAR");
    form.put("from", "2030-03-08T12:00");
    form.put("until", "2030-03-09T12:00");
    form.put("category", "Security");
    form.put("severity", "Severe");
    form.put("urgency", "Expected");
    form.put("certainty", "Likely");
    form.put("area.0.areaDesc", "Moscow");
    form.put("area.0.shapes", "55.75,37.62 20");
    form.put("text.0.language", "en");
    form.put("text.0.instruction", "Use the north gate.");
    form.put("step.0.email", "on");
    form.put("step.0.waitMinutes", "30");
    form.put("phrase.event.attack", "on");
    form.put("phrase.action.avoidGatherings", "on");
    form.put("phrase.frame.until", "on");
    form.put("write.en", "on");
    form.put("write.ar", "on");
    Answer written = world.ana().submit(path, form);
    assertThat(written.status()).as(written.toString()).isEqualTo(200);
    assertThat(written.body())
        .contains("Possible attack: Moscow")
        .contains("Avoid large gatherings.\nUse the north gate.")
        .contains("تجنبوا التجمعات الكبيرة.")
        .contains("dir=\"rtl\"")
        .contains("name=\"response.Avoid\" checked");
    form.put("phrase.action.callEmergency", "on");
    assertThat(world.ana().submit(path, form).body()).contains("T5012");
    form.put("number", "112");
    assertThat(world.ana().submit(path, form).body()).contains("In an emergency, call 112.");
  }

  @Test
  void theApproverSeesWhichTextNoSpeakerReadAndAReviewIsOfExactlyTheseWords() {
    Story story = Story.begun(world);
    String id = story.drafted();
    String texts = "/api/v1/warnings/" + id + "/texts";
    assertThat(world.bo().get(texts).text("/0/words")).contains("own language");
    assertThat(world.bo().get(texts).body()).contains("\"reviewed\":false");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("Not reviewed by a speaker");
    assertThat(
            world
                .ana()
                .post(
                    texts + "/ru/reviews",
                    Map.of("translator", "I. Petrova", "reviewer", "S. Ivanov", "office", "Press"))
                .status())
        .isEqualTo(201);
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("Reviewed by S. Ivanov (Press)")
        .doesNotContain("Not reviewed by a speaker");
    Answer draft = world.ana().get("/api/v1/warnings/" + id);
    var changed = draft.json().get("draft").deepCopy();
    ((tools.jackson.databind.node.ObjectNode) changed.get("texts").get(1))
        .put("instruction", "Ждите.");
    assertThat(world.ana().put("/api/v1/warnings/" + id, changed).status()).isEqualTo(200);
    assertThat(world.bo().get(texts).body()).contains("\"reviewed\":false");
    assertThat(world.ana().post(texts + "/fr/reviews", Map.of("reviewer", "X")).problem())
        .isEqualTo("T5011");
  }

  @Test
  void textsAreComposedByTheApi() {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/phrases/texts",
                Map.of(
                    "languages", List.of("he", "th"),
                    "phrases", List.of("event.flood", "action.higherGround", "frame.when"),
                    "place", "Harbour",
                    "from", "2030-03-08T12:00:00Z",
                    "until", "2030-03-09T12:00:00Z"));
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(made.text("/0/headline")).isEqualTo("שיטפון: Harbour");
    assertThat(made.text("/0/direction")).isEqualTo("rtl");
    assertThat(made.text("/1/instruction")).isEqualTo("ย้ายไปยังที่สูง");
    assertThat(
            world.ana().post("/api/v1/phrases/texts", Map.of("languages", List.of("xx"))).problem())
        .isNotEmpty();
  }
}
