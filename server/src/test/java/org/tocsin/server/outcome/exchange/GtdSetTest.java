// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tocsin.reading.KindSet;

/** FEATURE UNDER TEST: the value sets of the Global Terrorism Database. */
class GtdSetTest {

  @ParameterizedTest
  @CsvSource({
    "ATTACK, armed-assault, 2, Armed Assault",
    "ATTACK, arson, 7, Facility/Infrastructure Attack",
    "ATTACK, Hostage Taking (Kidnapping), 6, Hostage Taking (Kidnapping)",
    "ATTACK, whatever, 9, Unknown",
    "TARGET, entertainment-venue, 1, Business",
    "TARGET, Utilities, 21, Utilities",
    "TARGET, concert hall, 1, Business",
    "TARGET, airport, 6, Airports & Aircraft",
    "TARGET, non-governmental organisation, 12, NGO",
    "TARGET, a nongovernmental clinic, 12, NGO",
    "TARGET, government office, 2, Government (General)",
    "TARGET, government school, 8, Educational Institution",
    "TARGET, government hospital, 1, Business",
    "TARGET, the archbishop, 15, Religious Figures/Institutions",
    "TARGET, a shop, 1, Business",
    "TARGET, a mosque, 15, Religious Figures/Institutions",
    "TARGET, Violent Political Party, 22, Violent Political Party",
    "WEAPON, Explosives/Bombs/Dynamite, 6, Explosives",
    "WEAPON, truck bomb, 6, Explosives",
    "WEAPON, vehicle bomb, 6, Explosives",
    "WEAPON, automatic-firearms, 5, Firearms",
    "WEAPON, knives, 9, Melee",
    "WEAPON, incendiaries, 8, Incendiary"
  })
  void theDesksWordsComeToTheValuesOfTheDatabase(
      GtdSet set, String words, int number, String value) {
    assertThat(set.of(List.of(words))).containsExactly(new GtdSet.Value(number, value));
  }

  /** What reading finds is what an export gives: a finer value comes to the one it is a sort of. */
  @ParameterizedTest
  @EnumSource
  void everyValueThatReadingFindsHasItsNumber(GtdSet set) {
    KindSet read = KindSet.valueOf(set.name());
    assertThat(read.told()).hasSizeGreaterThan(7);
    read.told()
        .forEach((value, sort) -> {
          String coarse = sort.isEmpty() ? value : sort;
          assertThat(set.of(List.of(value)))
              .as(value)
              .singleElement()
              .satisfies(each -> assertThat(each.words()).startsWith(coarse));
        });
  }

  /**
   * The database's own words hold the name of another value, and have to come back as they went.
   */
  @Test
  void aVehicleIsNoExplosive() {
    String vehicle = "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)";
    for (String words : List.of("truck", "Vehicle", vehicle)) {
      assertThat(GtdSet.WEAPON.of(List.of(words))).containsExactly(new GtdSet.Value(10, vehicle));
    }
  }

  @Test
  void aValueIsGivenOnceAndUnknownOnlyAlone() {
    assertThat(GtdSet.WEAPON.of(List.of("rifle", "gun", "never heard of")))
        .extracting(GtdSet.Value::words)
        .containsExactly("Firearms");
    assertThat(GtdSet.WEAPON.of(List.of()))
        .extracting(GtdSet.Value::words)
        .containsExactly("Unknown");
  }
}
