// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.warn.Draft;

/** FEATURE UNDER TEST: lengths of time, words and areas as the reckoning tells them. */
class ReckoningRulesTest {

  private static final Instant START = Instant.parse("2024-03-07T16:15:00Z");

  @ParameterizedTest
  @CsvSource({
    "360h45m, 360.8",
    "312h45m, 312.8",
    "4h10m, 4.2",
    "3m, 0.1",
    "2m, 0.0",
    "-1h-30m, -1.5",
    "0s, 0.0"
  })
  void hoursHaveOneDecimalRoundedHalfUp(String length, double hours) {
    Instant end = START.plus(Duration.parse("PT" + length));
    assertThat(Hours.between(Optional.of(START), Optional.of(end))).hasValue(hours);
  }

  @Test
  void anEndThatIsMissingGivesNoHours() {
    assertThat(Hours.between(Optional.empty(), Optional.of(START))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "312h45m, 13 days",
    "48h, 2 days",
    "47h, 47.0 hours",
    "4h10m, 4.2 hours",
    "89m, 89 minutes",
    "60s, 1 minute",
    "-49h, 2 days"
  })
  void lengthsAreToldInTheUnitThatPeopleUse(String length, String words) {
    assertThat(Hours.words(Duration.parse("PT" + length))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"atLeast", "at-least", "AT_LEAST", "at least", " atleast "})
  void wordsAreReadInAnyDress(String text) {
    assertThat(Word.find(Qualifier.class, text)).contains(Qualifier.AT_LEAST);
  }

  @Test
  void whatNobodyAnsweredOrCountedIsNamed() {
    Echo echo =
        new Echo(
            OptionalLong.of(3),
            OptionalLong.of(0),
            OptionalLong.of(0),
            Map.of("needHelp", 1L),
            OptionalLong.of(2));
    Instant said = START.plusSeconds(3600);
    Evidence evidence =
        Told.evidence(
            OutcomeKind.HIT,
            START.plus(Duration.ofDays(2)),
            List.of(
                Told.warning(START, Optional.empty(), echo), Told.allClear(said.plusSeconds(60))),
            List.of(new Echo.Reaction(said, "A ministry", "disputedSpecificity", "Vague.", "r")),
            List.of(Told.incident(START.plus(Duration.ofDays(1)), "")));
    assertThat(Gaps.of(evidence, Timing.of(evidence)))
        .extracting(Gap::words)
        .contains(
            "1 watcher answered the update to the public that they needed help. This reckoning"
                + " cannot tell whether they got it.",
            "A ministry called the warning too vague on 7 Mar 2024, 17:15 UTC, and no more exact"
                + " one followed.",
            "How many people were killed or hurt is not recorded: An attack.");
  }

  @Test
  void aClassOfThoseWarnedIsNamedWithItsArticle() {
    assertThat(Gaps.label(VictimClass.OWN_COMMUNITY)).isEqualTo("the desk's own community");
    assertThat(Gaps.label(VictimClass.PROTECTORS)).isEqualTo("those who protect them");
    assertThat(Gaps.label(VictimClass.HOST_GOVERNMENT)).isEqualTo("the host government");
  }

  @ParameterizedTest
  @CsvSource({"55.826, 37.390, true", "55.826, 36.000, false", "56.2, 37.6, false"})
  void aPlaceLiesOnTheWarnedGroundOrNot(double latitude, double longitude, boolean inside) {
    Place place = new Place("there", latitude, longitude, 0);
    List<List<Double>> ring =
        List.of(
            List.of(56.0, 37.2),
            List.of(55.5, 37.2),
            List.of(55.5, 38.0),
            List.of(56.0, 38.0),
            List.of(56.0, 37.2));
    assertThat(
            new WarnedArea(List.of(new Draft.DraftArea("ring", List.of(ring), List.of())))
                .contains(place))
        .isEqualTo(inside);
    WarnedArea disc =
        new WarnedArea(
            List.of(
                new Draft.DraftArea(
                    "disc", List.of(), List.of(new Draft.DraftCircle(55.7558, 37.6173, 30)))));
    assertThat(disc.contains(place)).isEqualTo(inside);
    assertThat(disc.acrossKm()).isEqualTo(60);
  }
}
