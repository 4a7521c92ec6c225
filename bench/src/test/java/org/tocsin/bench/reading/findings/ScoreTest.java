// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Voice;

/** FEATURE UNDER TEST: how marks are paired and counted, on cases small enough to count by hand. */
class ScoreTest {
  private static Mark mark(FindingType type, int start, int end, Map<Mark.Field, String> fields) {
    return mark(type, start, end, Voice.FACT, fields);
  }

  private static Mark mark(
      FindingType type, int start, int end, Voice voice, Map<Mark.Field, String> fields) {
    Map<Mark.Field, List<String>> words = new java.util.EnumMap<>(Mark.Field.class);
    fields.forEach((field, word) -> words.put(field, List.of(word)));
    return new Mark(type, start, end, voice, words);
  }

  private static Score score(List<Mark> gold, List<Mark> found) {
    Score score = new Score();
    score.add(gold, found);
    return score;
  }

  @Test
  void countsWhatIsRightInventedAndMissed() {
    List<Mark> gold =
        List.of(
            mark(FindingType.ATTACK, 0, 50, Map.of()),
            mark(FindingType.CLAIM, 60, 90, Map.of()),
            mark(FindingType.WARNING, 100, 150, Map.of()));
    List<Mark> found =
        List.of(
            mark(FindingType.ATTACK, 0, 50, Map.of()), mark(FindingType.DENIAL, 60, 90, Map.of()));
    Score score = score(gold, found);
    assertThat(score.records().precision()).isEqualTo(0.5);
    assertThat(score.records().recall()).isEqualTo(1.0 / 3, within(1e-9));
    assertThat(score.records().f1()).isEqualTo(0.4, within(1e-9));
    assertThat(score.records(FindingType.DENIAL).precision()).isZero();
    assertThat(score.records(FindingType.CLAIM).recall()).isZero();
  }

  @Test
  void aRecordIsFoundWhenHalfOfTheShorterSpanIsShared() {
    List<Mark> gold = List.of(mark(FindingType.ATTACK, 0, 100, Map.of()));
    assertThat(score(gold, List.of(mark(FindingType.ATTACK, 80, 120, Map.of()))).records().f1())
        .as("20 of 40 units")
        .isEqualTo(1);
    assertThat(score(gold, List.of(mark(FindingType.ATTACK, 81, 121, Map.of()))).records().f1())
        .as("19 of 40 units")
        .isZero();
    assertThat(score(gold, List.of(mark(FindingType.ATTACK, 100, 200, Map.of()))).records().f1())
        .as("side by side")
        .isZero();
  }

  @Test
  void twoAttacksInOneSentencePairWithThoseWhoseFieldsAgree() {
    Mark derbent = mark(FindingType.ATTACK, 0, 80, Map.of(Mark.Field.PLACE, "Derbent"));
    Mark capital = mark(FindingType.ATTACK, 0, 80, Map.of(Mark.Field.PLACE, "Makhachkala"));
    Score score = score(List.of(derbent, capital), List.of(capital, derbent));
    assertThat(score.records().f1()).isEqualTo(1);
    assertThat(score.fields().f1()).isEqualTo(1);
  }

  @Test
  void oneFoundMarkIsNoAnswerToTwoGoldOnes() {
    Mark attack = mark(FindingType.ATTACK, 0, 80, Map.of());
    assertThat(score(List.of(attack, attack), List.of(attack)).records().recall()).isEqualTo(0.5);
  }

  @Test
  void fieldsOfMissedAndInventedRecordsCountAgainstIt() {
    Mark gold =
        mark(
            FindingType.ATTACK, 0, 50, Map.of(Mark.Field.ACTOR, "gunmen", Mark.Field.PLACE, "Owo"));
    Mark missed = mark(FindingType.ARREST, 60, 90, Map.of(Mark.Field.TARGET, "two men"));
    Mark found =
        mark(
            FindingType.ATTACK,
            0,
            50,
            Map.of(Mark.Field.ACTOR, "The gunmen", Mark.Field.METHOD, "bombing"));
    Score score = score(List.of(gold, missed), List.of(found));
    // right: actor; found: actor, method; gold: actor, place, target
    assertThat(score.fields().f1()).isEqualTo(2.0 / 5, within(1e-9));
    assertThat(score.pairedFields().f1()).isEqualTo(2.0 / 4, within(1e-9));
  }

  @Test
  void whoClaimsSaysSoAndNeedNotBeToldTwice() {
    Mark gold = mark(FindingType.CLAIM, 0, 40, Map.of(Mark.Field.ACTOR, "Islamic State"));
    Mark found =
        mark(
            FindingType.CLAIM,
            0,
            40,
            Map.of(Mark.Field.ACTOR, "Islamic State", Mark.Field.ASSERTED_BY, "the Islamic State"));
    assertThat(score(List.of(gold), List.of(found)).fields().f1()).isEqualTo(1);
  }

  @Test
  void aTimeIsRightToTheDayAndAFigureToTheBound() {
    Mark gold =
        mark(
            FindingType.ATTACK,
            0,
            50,
            Map.of(Mark.Field.TIME, "2024-03-22T20:05", Mark.Field.KILLED, "40.."));
    Mark found =
        mark(
            FindingType.ATTACK,
            0,
            50,
            Map.of(Mark.Field.TIME, "2024-03-22", Mark.Field.KILLED, "40..40"));
    Score score = score(List.of(gold), List.of(found));
    assertThat(score.fields(Mark.Field.TIME).f1()).isEqualTo(1);
    assertThat(score.fields(Mark.Field.KILLED).f1()).isZero();
  }

  @Test
  void voiceIsCountedOverTheRecordsFound() {
    List<Mark> gold =
        List.of(
            mark(FindingType.ATTACK, 0, 50, Voice.ASSERTED, Map.of()),
            mark(FindingType.THREAT, 60, 90, Voice.FEARED, Map.of()),
            mark(FindingType.CLAIM, 100, 120, Voice.CLAIMED, Map.of()));
    List<Mark> found =
        List.of(
            mark(FindingType.ATTACK, 0, 50, Voice.ASSERTED, Map.of()),
            mark(FindingType.THREAT, 60, 90, Voice.FACT, Map.of()));
    assertThat(score(gold, found).voice()).isEqualTo(0.5);
  }

  @Test
  void wordsAgreeWhenOneHoldsTheOtherWithoutDrowningIt() {
    assertThat(Words.agree(List.of("the police"), List.of("Police"))).isTrue();
    assertThat(Words.agree(List.of("Islamic State Khorasan Province"), List.of("Islamic State")))
        .isTrue();
    assertThat(Words.agree(List.of("man"), List.of("man of 26 from Syria living in Solingen")))
        .isFalse();
    assertThat(Words.agree(List.of("gunmen"), List.of("guards"))).isFalse();
    assertThat(Words.agree(List.of("Ankara's police chief"), List.of("police chief of Ankara")))
        .isTrue();
  }

  @Test
  void kappaIsAgreementBeyondChance() {
    Kappa kappa = new Kappa();
    for (int i = 0; i < 20; i++) {
      kappa.add("yes", "yes");
    }
    for (int i = 0; i < 5; i++) {
      kappa.add("yes", "no");
    }
    for (int i = 0; i < 10; i++) {
      kappa.add("no", "yes");
    }
    for (int i = 0; i < 15; i++) {
      kappa.add("no", "no");
    }
    // observed 35/50 = 0.7; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5
    assertThat(kappa.value()).isEqualTo(0.4, within(1e-9));
  }

  @Test
  void typesOfTheSameSentenceAreSetAgainstEachOtherAndTheRestAgainstNothing() {
    Mark attack = mark(FindingType.ATTACK, 0, 50, Map.of());
    Mark threat = mark(FindingType.THREAT, 0, 50, Map.of());
    Mark arrest = mark(FindingType.ARREST, 60, 90, Map.of());
    Kappa same = new Kappa();
    same.addTypes(List.of(attack, arrest), List.of(attack, arrest));
    assertThat(same.value()).isEqualTo(1);
    Kappa different = new Kappa();
    different.addTypes(List.of(attack, arrest), List.of(threat));
    // attack against threat, arrest against nothing: no agreement, none by chance
    assertThat(different.value()).isZero();
  }
}
