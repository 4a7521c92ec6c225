// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: templates are scored by the guidelines of MUC-4, on examples by hand. */
class ScorerTest {
  private static final String KEY =
      """
      0.  MESSAGE: ID                     TST1-MUC3-0001
      1.  MESSAGE: TEMPLATE               1
      2.  INCIDENT: DATE                  - 04 FEB 90
      3.  INCIDENT: LOCATION              GUATEMALA: PETEN (DEPARTMENT): FLORES (CITY)
      4.  INCIDENT: TYPE                  BOMBING
      5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
      6.  INCIDENT: INSTRUMENT ID         -
      7.  INCIDENT: INSTRUMENT TYPE       *
      9.  PERP: INDIVIDUAL ID             "GUERRILLA COLUMN" / "GUERRILLAS"
      10. PERP: ORGANIZATION ID           ? "URNG"
      11. PERP: ORGANIZATION CONFIDENCE   (POSSIBLE / ACQUITTED): "URNG"
      18. HUM TGT: NAME                   "CEREZO"
      19. HUM TGT: DESCRIPTION            "PRESIDENT": "CEREZO"
                                          "CIVILIAN"
      21. HUM TGT: NUMBER                 1: "CEREZO"
                                          ~7: "CIVILIAN"
      """;

  private static Template key() {
    return Keys.read(KEY).getOrDefault("TST1-MUC3-0001", List.of()).getFirst();
  }

  private static Template response(Map<Slot, List<Fill>> fills) {
    return new Template(false, fills);
  }

  private static Tally slot(Slot slot, Fill... fills) {
    return Scorer.compare(key(), response(Map.of(slot, List.of(fills))))
        .getOrDefault(slot, Tally.NONE);
  }

  @Test
  void aKeyIsReadWithItsAlternativesItsOptionsAndWhatAValueIsAbout() {
    Template key = key();
    assertThat(key.optional()).isFalse();
    assertThat(key.of(Slot.PERP_INDIVIDUAL).getFirst().values())
        .containsExactlyInAnyOrder("GUERRILLA COLUMN", "GUERRILLAS");
    assertThat(key.of(Slot.PERP_ORGANISATION).getFirst().optional()).isTrue();
    assertThat(key.of(Slot.CONFIDENCE).getFirst().values())
        .containsExactlyInAnyOrder("POSSIBLE", "ACQUITTED");
    assertThat(key.of(Slot.CONFIDENCE).getFirst().of()).containsExactly("URNG");
    assertThat(key.of(Slot.INSTRUMENT_ID)).isEmpty();
    assertThat(key.of(Slot.INSTRUMENT_TYPE)).isEmpty();
    assertThat(key.of(Slot.HUM_DESCRIPTION)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "GUERRILLAS, RIGHT",
    "THE GUERRILLAS, RIGHT",
    "URBAN GUERRILLAS, RIGHT",
    "GUERRILLAS WHO FLED, PARTIAL",
    "COLUMN, PARTIAL",
    "ARMY COLUMN, PARTIAL",
    "SOLDIERS, WRONG"
  })
  void stringsAgreeWhollyInPartOrNot(String told, Comparison.Grade grade) {
    Fill key = key().of(Slot.PERP_INDIVIDUAL).getFirst();
    assertThat(Comparison.grade(Slot.PERP_INDIVIDUAL, key, Fill.of(told))).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({
    "TYPE, BOMBING, ATTACK, PARTIAL",
    "TYPE, ATTACK, BOMBING, WRONG",
    "INSTRUMENT_TYPE, VEHICLE BOMB, EXPLOSIVE, PARTIAL",
    "INSTRUMENT_TYPE, EXPLOSIVE, VEHICLE BOMB, WRONG",
    "CONFIDENCE, SUSPECTED OR ACCUSED BY AUTHORITIES, SUSPECTED OR ACCUSED, PARTIAL",
    "PHYS_EFFECT, SOME DAMAGE, DESTROYED, PARTIAL",
    "HUM_EFFECT, NO INJURY OR DEATH, NO INJURY, PARTIAL",
    "HUM_NUMBER, 5 - 7, 7, PARTIAL",
    "HUM_NUMBER, ~7, 7, PARTIAL",
    "HUM_NUMBER, 6-, 6-, RIGHT",
    "HUM_NUMBER, 6, 7, WRONG",
    "DATE, 25 AUG 89 - 26 AUG 89, 26 AUG 89, PARTIAL",
    "DATE, - 26 AUG 89, 25 AUG 89, PARTIAL",
    "DATE, 26 AUG 89, - 26 AUG 89, PARTIAL",
    "DATE, 25 AUG 89, - 26 AUG 89, WRONG",
    "DATE, 16 AUG 89, - 26 AUG 89, WRONG",
    "DATE, - 26 AUG 89, - 26 AUG 89, RIGHT",
    "LOCATION, COLOMBIA: MEDELLIN (CITY), COLOMBIA, PARTIAL",
    "LOCATION, COLOMBIA: MEDELLIN (CITY), BOLIVIA: MEDELLIN (CITY), PARTIAL",
    "LOCATION, COLOMBIA: MEDELLIN (CITY), PERU, WRONG"
  })
  void valuesAgreeAsTheGuidelinesSay(Slot slot, String key, String told, Comparison.Grade grade) {
    assertThat(Comparison.grade(slot, Keys.fill(slot, key), Fill.of(told))).isEqualTo(grade);
  }

  @Test
  void aRightValueAboutSomebodyElseIsHalfRight() {
    assertThat(slot(Slot.HUM_NUMBER, Fill.of("1", "CEREZO"))).isEqualTo(new Tally(1, 0, 0, 0, 1));
    assertThat(slot(Slot.HUM_NUMBER, Fill.of("1", "WOMAN"))).isEqualTo(new Tally(0, 1, 0, 0, 1));
  }

  @Test
  void anOptionalFillMayBeMissedAndCountsWhenItIsFound() {
    assertThat(slot(Slot.PERP_ORGANISATION)).isEqualTo(Tally.NONE);
    assertThat(slot(Slot.PERP_ORGANISATION, Fill.of("URNG"))).isEqualTo(new Tally(1, 0, 0, 0, 0));
    assertThat(slot(Slot.PERP_ORGANISATION, Fill.of("ELN"))).isEqualTo(new Tally(0, 0, 0, 1, 0));
  }

  @Test
  void aWrongFillStandsForTheOneMissedAndMoreAreSpurious() {
    assertThat(slot(Slot.HUM_NAME, Fill.of("PEREZ"), Fill.of("GOMEZ")))
        .isEqualTo(new Tally(0, 0, 1, 1, 0));
  }

  @Test
  void templatesAreLaidAgainstEachOtherOnlyWhereTypeAndATellingSlotAgree() {
    Map<Slot, List<Fill>> fills = new EnumMap<>(Slot.class);
    fills.put(Slot.TYPE, List.of(Fill.of("BOMBING")));
    fills.put(Slot.STAGE, List.of(Fill.of("ACCOMPLISHED")));
    Scorer apart = new Scorer();
    apart.add(List.of(key()), List.of(response(fills)));
    assertThat(apart.result().matchedOnly()).isEqualTo(Tally.NONE);
    assertThat(apart.result().allTemplates()).isEqualTo(new Tally(0, 0, 0, 2, 11));
    fills.put(Slot.HUM_NAME, List.of(Fill.of("CEREZO")));
    Scorer together = new Scorer();
    together.add(List.of(key()), List.of(response(fills)));
    assertThat(together.result().matchedOnly()).isEqualTo(new Tally(3, 0, 0, 0, 8));
  }

  @Test
  void eachTemplateIsUsedOnceAndTheBestFitFirst() {
    Map<Slot, List<Fill>> good = new EnumMap<>(Slot.class);
    good.put(Slot.TYPE, List.of(Fill.of("BOMBING")));
    good.put(Slot.HUM_NAME, List.of(Fill.of("CEREZO")));
    Map<Slot, List<Fill>> poor = new EnumMap<>(good);
    poor.put(Slot.TYPE, List.of(Fill.of("ATTACK")));
    Scorer scorer = new Scorer();
    scorer.add(List.of(key()), List.of(response(poor), response(good)));
    assertThat(scorer.result().matchedOnly().right()).isEqualTo(2);
    assertThat(scorer.result().matchedSpurious().spurious()).isEqualTo(2);
  }

  @Test
  void aTemplateThatMayBeMissedIsNoLoss() {
    Scorer scorer = new Scorer();
    scorer.add(List.of(new Template(true, key().fills())), List.of());
    assertThat(scorer.result().allTemplates()).isEqualTo(Tally.NONE);
  }

  @Test
  void precisionRecallAndTheirMeanCountHalvesAsHalves() {
    Tally tally = new Tally(3, 2, 1, 4, 2);
    assertThat(tally.recall()).isEqualTo(4.0 / 8);
    assertThat(tally.precision()).isEqualTo(4.0 / 10);
    assertThat(tally.f()).isEqualTo(2 * 0.5 * 0.4 / 0.9);
  }
}
