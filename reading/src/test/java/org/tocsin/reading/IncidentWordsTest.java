// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: who may do something, what may be hit, and when two names are one. */
class IncidentWordsTest {
  private static Mention mention(String words) {
    return new Mention(words, Span.of(words, 0, words.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "masked gunmen",
        "a group of rebels",
        "the army",
        "Bogota",
        "Ann Stone",
        "Armed Forces of the North",
        "two\nsoldiers",
        "xyzzys"
      })
  void peopleBodiesNamesAndUnknownWordsMayDoSomething(String words) {
    assertThat(IncidentWords.mayDo(mention(words))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the furniture",
        "a document",
        "the disappearance of the judge",
        "committing the robbery",
        "being a member of the band",
        "having"
      })
  void thingsAndDeedsDoNothing(String words) {
    assertThat(IncidentWords.mayDo(mention(words))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two trucks", "seven peasants", "the village", "cattle", "Galan"})
  void thingsPeoplePlacesAndAnimalsMayBeHit(String words) {
    assertThat(IncidentWords.mayBeHit(mention(words))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"the truth", "the decision", "their generosity", "a melody"})
  void whatIsThoughtAndFeltIsNotHit(String words) {
    assertThat(IncidentWords.mayBeHit(mention(words))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Lee, Ann Lee, true",
    "Senator Lee, Ann Lee, true",
    "Dr. Lee, Senator Ann Lee, true",
    "Ann, Ann Lee, false",
    "Senator Lee, Senator Cole, false",
    "station, police station, false",
    "Lee, Ashlee, false"
  })
  void aNameWithoutItsTitlesMayEndALongerOne(String name, String longer, boolean same) {
    assertThat(IncidentWords.isLastPart(name, longer)).isEqualTo(same);
  }
}
