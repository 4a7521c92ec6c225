// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Character.UnicodeScript;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.Problem;

/** FEATURE UNDER TEST: the library of phrases is whole in every language. */
class PhraseBookTest {

  private static final PhraseBook BOOK = new PhraseBook();
  private static final PhraseValues VALUES =
      new PhraseValues(
          "Crocus City Hall",
          Instant.parse("2024-03-08T12:00:00Z"),
          Instant.parse("2024-03-10T15:30:00Z"),
          "the embassy",
          "112",
          ZoneOffset.UTC);

  private static final Map<String, UnicodeScript> SCRIPTS =
      Map.ofEntries(
          Map.entry("uk", UnicodeScript.CYRILLIC),
          Map.entry("ru", UnicodeScript.CYRILLIC),
          Map.entry("ar", UnicodeScript.ARABIC),
          Map.entry("fa", UnicodeScript.ARABIC),
          Map.entry("ur", UnicodeScript.ARABIC),
          Map.entry("he", UnicodeScript.HEBREW),
          Map.entry("hi", UnicodeScript.DEVANAGARI),
          Map.entry("bn", UnicodeScript.BENGALI),
          Map.entry("zh", UnicodeScript.HAN),
          Map.entry("ko", UnicodeScript.HANGUL),
          Map.entry("am", UnicodeScript.ETHIOPIC),
          Map.entry("th", UnicodeScript.THAI));

  @Test
  void thereAreTwentyLanguagesAndMoreWithFourFromRightToLeft() {
    assertThat(BOOK.languages()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(BOOK.languages())
        .filteredOn(PhraseLanguage::rightToLeft)
        .extracting(PhraseLanguage::code)
        .containsExactlyInAnyOrder("ar", "fa", "he", "ur");
    assertThat(BOOK.phrases()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(BOOK.phrases(Phrase.Kind.ACTION)).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void everyPhraseStandsInEveryLanguageInItsOwnLettersAndNoOtherDoes() {
    Set<String> ids = new HashSet<>(BOOK.phrases().stream().map(Phrase::id).toList());
    for (PhraseLanguage language : BOOK.languages()) {
      assertThat(language.texts().keySet()).as(language.code()).isEqualTo(ids);
      assertThat(ids).as(language.code()).containsAll(language.spoken().keySet());
      assertThat(language.texts().values()).as(language.code()).doesNotHaveDuplicates();
      UnicodeScript script = language.code().equals("ja") ? null : SCRIPTS.get(language.code());
      for (Map.Entry<String, String> each : language.texts().entrySet()) {
        String letters = PhraseBook.SLOT.matcher(each.getValue()).replaceAll("");
        assertThat(letters).as(language.code() + " " + each.getKey()).isNotBlank();
        if (script != null || !language.code().equals("ja")) {
          UnicodeScript wanted = script == null ? UnicodeScript.LATIN : script;
          assertThat(letters.codePoints().filter(Character::isLetter).mapToObj(UnicodeScript::of))
              .as(language.code() + " " + each.getKey())
              .allMatch(found -> found == wanted);
        }
      }
    }
  }

  @Test
  void everyPhraseHasTheSameSlotsAndNoneIsLeftWhenItIsSaidOrSpoken() {
    for (PhraseLanguage language : BOOK.languages()) {
      for (Phrase phrase : BOOK.phrases()) {
        for (boolean spoken : new boolean[] {false, true}) {
          String said = BOOK.say(language, phrase, VALUES, spoken);
          assertThat(said).as(language.code() + " " + phrase.id()).doesNotContain("{", "}");
          if (phrase.slots().contains("place")) {
            assertThat(said).contains("Crocus City Hall");
          }
        }
      }
      for (Map.Entry<String, String> spoken : language.spoken().entrySet()) {
        assertThat(PhraseBook.slots(spoken.getValue()))
            .as(language.code() + " spoken " + spoken.getKey())
            .isEqualTo(PhraseBook.slots(language.text(spoken.getKey())));
      }
    }
  }

  @Test
  void whatOnlyTheEyeUnderstandsHasASpokenForm() {
    for (PhraseLanguage language : BOOK.languages()) {
      assertThat(language.spoken().keySet())
          .as(language.code())
          .contains("frame.where", "frame.when", "frame.source", "frame.answer");
    }
    Phrase call = BOOK.phrase("action.callEmergency");
    assertThat(BOOK.say(BOOK.require("en"), call, VALUES, true))
        .isEqualTo("In an emergency, call 1 1 2.");
  }

  @Test
  void everyPhraseFitsIntoTwoShortMessagesAndIsNotHardToRead() {
    for (PhraseLanguage language : BOOK.languages()) {
      for (Phrase phrase : BOOK.phrases()) {
        String text = language.text(phrase.id());
        assertThat(PlainLevel.sms(text).segments())
            .as(language.code() + " " + phrase.id())
            .isLessThanOrEqualTo(2);
        assertThat(PlainLevel.of(language.code(), text).word())
            .as(language.code() + " " + text)
            .isNotEqualTo(phrase.kind() == Phrase.Kind.EVENT ? "" : "hard");
      }
    }
    assertThat(PlainLevel.sms(BOOK.require("en").text("action.shelter")).alphabet())
        .isEqualTo("GSM-7");
    assertThat(PlainLevel.sms(BOOK.require("ar").text("action.shelter")).alphabet())
        .isEqualTo("UCS-2");
  }

  @Test
  void noTranslationIsSaidToBeReviewed() {
    assertThat(BOOK.languages())
        .filteredOn(PhraseLanguage::original)
        .extracting(PhraseLanguage::code)
        .containsExactly("en");
  }

  @Test
  void aTextIsComposedAndItsPhrasesAreKnownAgain() {
    PhraseLanguage arabic = BOOK.require("ar-SY");
    List<String> ids =
        List.of("event.attack", "frame.where", "frame.until", "action.avoidGatherings");
    Composed text = Composed.of(BOOK, arabic, ids, VALUES);
    assertThat(text.direction()).isEqualTo("rtl");
    assertThat(text.headline()).isEqualTo("هجوم محتمل: Crocus City Hall");
    assertThat(text.description().lines()).hasSize(2);
    assertThat(text.description()).contains("15:30 UTC");
    assertThat(BOOK.found(arabic, text.description() + "\n" + text.instruction()))
        .extracting(Phrase::id)
        .containsExactlyInAnyOrder("frame.where", "frame.until", "action.avoidGatherings");
    assertThat(Composed.of(BOOK, BOOK.require("zh"), ids, VALUES).headline())
        .isEqualTo("可能发生袭击：Crocus City Hall");
  }

  @Test
  void freeLinesStayBesidePhrases() {
    PhraseLanguage english = BOOK.require("en");
    assertThat(
            Composed.beside(
                BOOK,
                english,
                "Go indoors now and stay there.",
                "Avoid large gatherings.\nUse the north gate."))
        .isEqualTo("Go indoors now and stay there.\nUse the north gate.");
  }

  @Test
  void timesAreToldInTheZoneOfTheDeskAndInTheLanguage() {
    PhraseValues moscow =
        new PhraseValues("", VALUES.from(), VALUES.until(), "x", "", ZoneId.of("Europe/Moscow"));
    assertThat(moscow.time(VALUES.until(), "ru")).contains("10 марта 2024").contains("18:30 MSK");
    assertThatThrownBy(() -> Composed.of(BOOK, BOOK.require("en"), List.of("action.leave"), moscow))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.type().number()).isEqualTo("T5012"));
  }

  @Test
  void theReadingLevelOfEnglishFollowsTheKnownFormula() {
    PlainLevel easy = PlainLevel.of("en", "The cat sat on the mat.");
    // 0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59 = -1.45, told as 0.
    assertThat(easy.grade()).isZero();
    PlainLevel hard =
        PlainLevel.of(
            "en",
            "Notwithstanding considerable organisational impediments, personnel are encouraged to"
                + " facilitate precautionary relocation.");
    assertThat(hard.word()).isEqualTo("hard");
    assertThat(PlainLevel.of("zh", "请立即进入室内。").word()).isEqualTo("easy");
  }
}
