// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

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
