// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: wishes about category, severity, urgency and certainty, and whom a warning is
 * meant for.
 */
class AttributesTest {
  private static final Shape HERE = Shape.pointRadius(55.8, 37.4, 0);
  private static final Area CITY = Asking.box(55, 37, 56, 38);

  @ParameterizedTest(name = "danger {0}, asked for {1}: {2}")
  @CsvSource(
      textBlock =
          """
          EXTREME,  MINOR,    true
          MINOR,    EXTREME,  false
          MODERATE, MODERATE, true
          MODERATE, SEVERE,   false
          UNKNOWN,  EXTREME,  true
          MINOR,    UNKNOWN,  true
          """)
  void unknownSeverityMeetsEveryWish(Severity danger, Severity wish, boolean expected) {
    assertThat(danger.meets(wish)).isEqualTo(expected);
  }

  @Test
  void everyCombinationAgreesWithTheSentenceOfTheRule() {
    RandomGenerator random = Asking.random(3);
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      watchers.add(
          new Watcher(
              i,
              one(random, WatcherKind.values()),
              List.of(Place.always(HERE)),
              new Preferences(
                  some(random, Category.class),
                  one(random, Severity.values()),
                  one(random, Urgency.values()),
                  one(random, Certainty.values()),
                  List.of("ru"))));
    }
    index.putAll(watchers);
    for (int round = 0; round < 200; round++) {
      Danger danger =
          new Danger(
              List.of(CITY),
              Window.always(),
              some(random, Category.class),
              one(random, Severity.values()),
              one(random, Urgency.values()),
              one(random, Certainty.values()),
              some(random, WatcherKind.class));
      Audience audience = index.match(danger);
      for (Watcher watcher : watchers) {
        Preferences wish = watcher.preferences();
        boolean category =
            danger.categories().isEmpty()
                || wish.categories().isEmpty()
                || danger.categories().stream().anyMatch(wish.categories()::contains);
        boolean expected =
            category
                && (danger.intendedKinds().isEmpty()
                    || danger.intendedKinds().contains(watcher.kind()))
                && atLeast(
                    List.of("EXTREME", "SEVERE", "MODERATE", "MINOR"),
                    danger.severity(),
                    wish.minSeverity())
                && atLeast(
                    List.of("IMMEDIATE", "EXPECTED", "FUTURE", "PAST"),
                    danger.urgency(),
                    wish.minUrgency())
                && atLeast(
                    List.of("OBSERVED", "LIKELY", "POSSIBLE", "UNLIKELY"),
                    danger.certainty(),
                    wish.minCertainty());
        assertThat(audience.contains(watcher.id()))
            .as("round %d %s %s", round, danger, watcher)
            .isEqualTo(expected);
        assertThat(index.explain(danger, watcher.id()).matched()).isEqualTo(expected);
      }
    }
  }

  /** A table of the rule: who is warned of a danger for theatres of 500 people or more. */
  @ParameterizedTest(name = "{0} of {1} people, type {2}: {3}")
  @CsvSource(
      textBlock =
          """
          VENUE,        500,  theatre,  MATCHED
          VENUE,        499,  theatre,  SIZE
          VENUE,        0,    Theatre,  MATCHED
          VENUE,        900,  stadium,  TYPE
          EVENT,        900,  stadium,  TYPE
          EVENT,        900,  '',       MATCHED
          EVENT,        10,   '',       SIZE
          PERSON,       10,   stadium,  MATCHED
          ORGANISATION, 10,   stadium,  MATCHED
          """)
  void largeGatheringsOfATypeAreToldApartAndInDoubtWarned(
      WatcherKind kind, int capacity, String type, String expected) {
    Danger danger =
        Asking.danger(CITY).withIntendedGatherings(new Gathering(500, Set.of("THEATRE", "cinema")));
    Watcher watcher =
        new Watcher(
            1,
            kind,
            List.of(Place.always(HERE)),
            Preferences.everything(),
            new Gathering(capacity, type.isEmpty() ? Set.of() : Set.of(type)));
    AudienceIndex index = new AudienceIndex();
    index.put(watcher);
    boolean matched = expected.equals("MATCHED");
    assertThat(index.match(danger).contains(1)).isEqualTo(matched);
    assertThat(DangerIndex.of(List.of(danger)).dangersFor(watcher).isEmpty()).isNotEqualTo(matched);
    Reason reason = index.explain(danger, 1);
    assertThat(reason instanceof Reason.NotMatched not ? not.cause().name() : "MATCHED")
        .isEqualTo(expected);
    assertThat(index.find(1)).contains(watcher);
  }

  @Test
  void ofAnUncertainWindowTheWidestBoundsDecideAndTheReasonTellsWhatIsSure() {
    Instant noon = Instant.parse("2026-03-07T12:00:00Z");
    Danger danger =
        Asking.danger(CITY)
            .withWindow(new Window(noon, noon.plusSeconds(4000)))
            .withCertainWindow(new Window(noon.plusSeconds(1000), noon.plusSeconds(2000)));
    AudienceIndex index = new AudienceIndex();
    for (int i = 0; i < 6; i++) {
      When when = When.interval(noon.plusSeconds(i * 1000L - 500), noon.plusSeconds(i * 1000L));
      index.put(
          new Watcher(
              i, WatcherKind.EVENT, List.of(new Place(HERE, when)), Preferences.everything()));
    }
    assertThat(index.match(danger).toArray()).containsExactly(0, 1, 2, 3, 4);
    assertThat(index.explain(danger, 0).words()).endsWith("when the danger may go on.");
    assertThat(index.explain(danger, 1).words()).endsWith("when the danger surely goes on.");
    assertThat(index.explain(danger, 2).words()).endsWith("when the danger surely goes on.");
    assertThat(index.explain(danger, 3).words()).endsWith("when the danger may go on.");
    assertThat(index.explain(danger.withWindow(danger.window()), 3).words()).doesNotContain("may");
    assertThatThrownBy(() -> danger.withCertainWindow(Window.from(noon)))
        .hasMessageContaining("not within its window");
  }

  private static boolean atLeast(List<String> worstFirst, Enum<?> value, Enum<?> wish) {
    int at = worstFirst.indexOf(value.name());
    int limit = worstFirst.indexOf(wish.name());
    return at < 0 || limit < 0 || at <= limit;
  }

  private static <E> E one(RandomGenerator random, E[] values) {
    return values[random.nextInt(values.length)];
  }

  private static <E extends Enum<E>> Set<E> some(RandomGenerator random, Class<E> type) {
    Set<E> some = EnumSet.noneOf(type);
    for (E value : type.getEnumConstants()) {
      if (random.nextInt(4) == 0) {
        some.add(value);
      }
    }
    return some;
  }
}
