// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.tocsin.audience.Category;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Urgency;

/**
 * What somebody wants to be warned of, in numbers for the peers and in ours.
 *
 * @param categories a bit each; 0 for all
 * @param severity the least, 0 (any) to 4 (extreme)
 * @param urgency the least, 0 (any) to 4 (immediate)
 * @param certainty the least, 0 (any) to 4 (observed)
 * @param preferences the same
 */
record Wish(int categories, int severity, int urgency, int certainty, Preferences preferences) {
  private static final int HIGHEST = 4;

  static Wish random(RandomGenerator random) {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (int n = random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(4); n > 0; n--) {
      categories.add(one(random, Category.values()));
    }
    Severity severity = one(random, Severity.values());
    Urgency urgency = one(random, Urgency.values());
    Certainty certainty = one(random, Certainty.values());
    return new Wish(
        bits(categories),
        rank(severity),
        rank(urgency),
        rank(certainty),
        new Preferences(
            categories,
            severity,
            urgency,
            certainty,
            random.nextInt(3) == 0 ? List.of("ru") : List.of("en", "ru")));
  }

  static <T> T one(RandomGenerator random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  static int bits(Set<? extends Enum<?>> values) {
    return values.stream().mapToInt(value -> 1 << number(value)).sum();
  }

  /** As a wish: the last word, unknown, is 0, which any danger reaches. */
  static int rank(Enum<?> word) {
    return HIGHEST - number(word);
  }

  /** As a danger's word: unknown meets every wish, as the highest does. */
  static int reached(Enum<?> word) {
    return rank(word) == 0 ? HIGHEST : rank(word);
  }

  @SuppressWarnings("EnumOrdinal") // Within one process, and the order is that of CAP.
  static int number(Enum<?> value) {
    return value.ordinal();
  }
}
