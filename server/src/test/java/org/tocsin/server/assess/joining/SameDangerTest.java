// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.joining.JoinReason.Code;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Clue;

/** FEATURE UNDER TEST: findings at one place, in one window, of one group speak of one danger. */
class SameDangerTest {

  private static final ReportId ONE = new ReportId("report_00000000000000000000000001");
  private static final Instant FRIDAY = Instant.parse("2024-03-08T00:00:00Z");
  private static final Instant SUNDAY = Instant.parse("2024-03-10T00:00:00Z");
  private static final Clue.Spot MOSCOW = new Clue.Spot("Moscow", 55.75, 37.62);
  private static final Clue.Spot KHIMKI = new Clue.Spot("Khimki", 55.89, 37.43);
  private static final Clue.Spot KAZAN = new Clue.Spot("Kazan", 55.79, 49.12);

  private static Clue clue(
      Clue.@Nullable Spot place, Instant from, Instant until, Set<String> groups) {
    return new Clue(
        ONE, 0, "threat", "words", Optional.ofNullable(place), from, until, true, groups);
  }

  private static List<Code> codes(Clue mine, Clue theirs) {
    return SameDanger.ofClues(List.of(mine), List.of(theirs)).stream()
        .map(JoinReason::code)
        .toList();
  }

  @Test
  void nearPlacesMeetAndFarOnesNever() {
    Clue here = clue(MOSCOW, FRIDAY, SUNDAY, Set.of("g"));
    assertThat(codes(here, clue(KHIMKI, FRIDAY, SUNDAY, Set.of())))
        .containsExactly(Code.SAME_PLACE_WINDOW);
    assertThat(codes(here, clue(KHIMKI, FRIDAY, SUNDAY, Set.of("g"))))
        .containsExactly(Code.SAME_PLACE_WINDOW_GROUP);
    assertThat(codes(here, clue(KAZAN, FRIDAY, SUNDAY, Set.of("g")))).isEmpty();
  }

  @Test
  void windowsThatDoNotMeetAreTwoDangers() {
    assertThat(
            codes(
                clue(MOSCOW, FRIDAY, FRIDAY.plusSeconds(3600), Set.of("g")),
                clue(MOSCOW, SUNDAY, SUNDAY.plusSeconds(3600), Set.of("g"))))
        .isEmpty();
  }

  @Test
  void aGroupWithoutAPlaceIsNotEnoughAlone() {
    List<JoinReason> reasons =
        SameDanger.strongest(
            SameDanger.ofClues(
                List.of(clue(null, FRIDAY, SUNDAY, Set.of("g"))),
                List.of(clue(MOSCOW, FRIDAY, SUNDAY, Set.of("g")))));
    assertThat(reasons).extracting(JoinReason::code).containsExactly(Code.SAME_WINDOW_GROUP);
    assertThat(SameDanger.score(reasons)).isLessThan(SameDanger.ENOUGH);
  }

  @Test
  void theStrongestReasonStandsForTheWeakerOnes() {
    Clue here = clue(MOSCOW, FRIDAY, SUNDAY, Set.of("g"));
    List<JoinReason> reasons =
        SameDanger.strongest(
            SameDanger.ofClues(
                List.of(here), List.of(here, clue(KHIMKI, FRIDAY, SUNDAY, Set.of()))));
    assertThat(reasons).extracting(JoinReason::code).containsExactly(Code.SAME_PLACE_WINDOW_GROUP);
    assertThat(SameDanger.score(reasons)).isEqualTo(70);
  }
}
