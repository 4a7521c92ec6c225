// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.precedents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: by what two cases are alike. */
class FacetsTest {

  private static final Facets HALL =
      new Facets(
          List.of(new Facets.Spot("Krasnogorsk", 55.826, 37.390)),
          Set.of("Islamic State - Khorasan Province"),
          Set.of("entertainment-venue"));

  @Test
  void theSameGroundTheSameGroupAndTheSameKindOfTargetAreNamed() {
    Facets theatre =
        new Facets(
            List.of(new Facets.Spot("Dubrovka", 55.726, 37.673)),
            Set.of("islamic state khorasan province (ISKP)"),
            Set.of("entertainment venues"));
    assertThat(HALL.likeness(theatre))
        .containsExactly(
            "near by: Dubrovka, 21 km away",
            "the same group: islamic state khorasan province (ISKP)",
            "the same kind of target: entertainment venues");
  }

  @Test
  void whatIsFarAwayByOthersAgainstOthersIsNotAlike() {
    Facets kerman =
        new Facets(
            List.of(new Facets.Spot("Kerman", 30.28, 57.08)), Set.of("unknown"), Set.of("crowd"));
    assertThat(HALL.likeness(kerman)).isEmpty();
    assertThat(HALL.likeness(new Facets(List.of(), Set.of(), Set.of("unknown")))).isEmpty();
  }

  @Test
  void twoUnknownsAreNotTheSameGroup() {
    Facets one = new Facets(List.of(), Set.of("unknown"), Set.of());
    assertThat(one.likeness(one)).isEmpty();
  }
}
