// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Remark;
import org.tocsin.server.warn.Remark.Weight;
import org.tocsin.server.warn.phrases.PhraseBook;

/** FEATURE UNDER TEST: what a message lacks is told with its rule, place, reason and remedy. */
class MessageQualityTest {

  private static final MessageQuality QUALITY =
      new MessageQuality(new PhraseBook(), "Embassy of Ruritania");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /** A Thursday evening in Moscow; the window ends on Saturday at the same hour. */
  private static final Instant NOW = Instant.parse("2024-03-07T15:00:00Z");

  private static Draft draft() {
    return Drafts.publicAlert(NOW);
  }

  private static List<Remark> of(Draft draft) {
    return QUALITY.remarks(draft, MessageType.ALERT, NOW, MOSCOW);
  }

  private static List<Remark> saying(String instruction) {
    return of(
        Drafts.with(draft(), "/texts/0/instruction", Drafts.JSON.writeValueAsString(instruction)));
  }

  @Test
  void aGoodMessageHasNothingGrave() {
    assertThat(of(draft())).allMatch(each -> each.weight() == Weight.ADVICE);
    assertThat(of(draft())).extracting(Remark::where).doesNotContain("texts.en");
    assertThat(of(draft()))
        .allSatisfy(each -> {
          assertThat(each.message()).isNotBlank();
          assertThat(each.remedy()).isNotBlank();
        });
  }

  @Test
  void aWindowThatHasEndedRefuses() {
    Draft old = Drafts.publicAlert(NOW.minus(Duration.ofDays(3)));
    assertThat(of(old))
        .anySatisfy(each -> {
          assertThat(each.code()).isEqualTo("expired");
          assertThat(each.weight()).isEqualTo(Weight.REFUSES);
        });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NEEDS_REASON | Stay away from crowds until Friday 6 pm.",
        "NEEDS_REASON | Stay indoors until Sunday.",
        "NEEDS_REASON | Stay away on Monday at 8 pm.",
        "ADVICE       | Avoid crowds over the next 72 hours.",
        "ADVICE       | Stay away from crowds on Monday.",
        "none         | Stay away from crowds until Saturday 6 pm.",
        "none         | Stay indoors until Saturday.",
        "none         | Stay away from crowds on Friday evening.",
        "none         | Avoid crowds over the next 48 hours.",
        "none         | Yesterday at 6 pm shots were heard. Stay away from crowds.",
      })
  void timesAreComparedWithTheWindow(String weight, String instruction) {
    List<Remark> found =
        saying(instruction).stream()
            .filter(each -> each.code().equals("times-contradict"))
            .toList();
    if (weight.equals("none")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).extracting(each -> each.weight().name()).containsExactly(weight);
    }
  }

  @Test
  void aDeskFarAwayMayTellTheTimesOfThePlace() {
    Draft told =
        Drafts.with(
            draft(), "/texts/0/instruction", "\"Stay away from crowds until Saturday 6 pm.\"");
    Draft wrong =
        Drafts.with(
            draft(), "/texts/0/instruction", "\"Stay away from crowds until Friday 6 am.\"");
    ZoneId lima = ZoneId.of("America/Lima");
    assertThat(QUALITY.remarks(told, MessageType.ALERT, NOW, lima))
        .extracting(Remark::code)
        .doesNotContain("times-contradict");
    assertThat(QUALITY.remarks(wrong, MessageType.ALERT, NOW, lima))
        .extracting(Remark::code)
        .contains("times-contradict");
  }

  @Test
  void spanishTimesAreReadAndOtherLanguagesComparedByTheirClocks() {
    Draft spanish =
        Drafts.with(
            Drafts.with(draft(), "/texts/0/language", "\"es\""),
            "/texts/0/instruction",
            "\"Quédese en casa hasta el viernes a las 18:00.\"");
    assertThat(of(spanish)).extracting(Remark::code).contains("times-contradict");
    Draft differing =
        Drafts.with(
            Drafts.with(
                draft(), "/texts/0/instruction", "\"Stay inside from 6:00 pm to 9:30 pm.\""),
            "/texts/1/instruction",
            "\"Оставайтесь дома с 18:00 до 21:00.\"");
    assertThat(of(differing)).extracting(Remark::code).contains("languages-differ");
    Draft same =
        Drafts.with(differing, "/texts/1/instruction", "\"Оставайтесь дома с 18:00 до 21:30.\"");
    assertThat(of(same)).extracting(Remark::code).doesNotContain("languages-differ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no-action    | NEEDS_REASON | -",
        "no-action    | NEEDS_REASON | n/a",
        "placeholder  | NEEDS_REASON | Stay away from [place] for 48 hours.",
        "placeholder  | NEEDS_REASON | Stay away from {place} for 48 hours.",
        "placeholder  | NEEDS_REASON | Call XXX.",
        "jargon       | ADVICE       | Stay away from soft targets for 48 hours.",
        "jargon       | ADVICE       | A VBIED is possible. Stay away.",
        "abbreviation | ADVICE       | Ask the DCM where to go.",
      })
  void whatItLacksIsTold(String code, String weight, String instruction) {
    assertThat(saying(instruction))
        .filteredOn(each -> each.code().equals(code))
        .isNotEmpty()
        .allMatch(each -> each.weight().name().equals(weight));
  }

  @Test
  void anInstructionWithoutAVerbThatTellsAnybodyWhatToDoIsWeak() {
    Draft weak =
        Drafts.with(
            Drafts.with(draft(), "/texts/0/headline", "\"Possible attack in Moscow\""),
            "/texts/0/instruction",
            "\"An attack is possible within 48 hours.\"");
    assertThat(of(weak)).extracting(Remark::code).contains("weak-action");
  }

  @Test
  void longSentencesOfLongWordsAreHardToRead() {
    String hard =
        "Notwithstanding considerable organisational impediments, all individuals within the"
            + " metropolitan area are respectfully encouraged to facilitate their precautionary"
            + " relocation to alternative accommodation.";
    assertThat(saying(hard)).extracting(Remark::code).contains("hard-to-read");
    assertThat(saying("Go home. Stay there for 48 hours."))
        .extracting(Remark::code)
        .doesNotContain("hard-to-read", "long-sentence");
  }

  @Test
  void aPlaceWithoutANameNeedsAReasonAndATextThatNamesNoneIsAdvised() {
    assertThat(of(Drafts.with(draft(), "/areas/0/areaDesc", "\"1\"")))
        .filteredOn(each -> each.code().equals("no-place"))
        .extracting(Remark::weight)
        .containsExactly(Weight.NEEDS_REASON);
    assertThat(of(Drafts.with(draft(), "/texts/0/headline", "\"Avoid large gatherings\"")))
        .extracting(Remark::code)
        .contains("place-not-told");
  }

  @Test
  void whoSaysSoAndWhenAreAsked() {
    Draft bare = Drafts.with(draft(), "/texts/0/contact", "null");
    bare = Drafts.with(bare, "/texts/0/instruction", "\"Stay away from crowds.\"");
    assertThat(of(bare)).extracting(Remark::code).contains("no-source", "no-when");
    assertThat(
            of(
                Drafts.with(
                    bare,
                    "/texts/0/description",
                    "\"The Embassy of Ruritania expects an attack on concerts on Friday.\"")))
        .filteredOn(each -> each.where().equals("texts.en"))
        .extracting(Remark::code)
        .doesNotContain("no-source", "no-when");
  }

  @Test
  void anAllClearNeedNotTellWhatToDo() {
    Draft clear =
        Drafts.with(
            Drafts.with(draft(), "/texts/0/instruction", "\"-\""),
            "/responseTypes",
            "[\"AllClear\"]");
    assertThat(of(clear)).extracting(Remark::code).doesNotContain("no-action");
  }
}
