// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.WatcherKind;

/** FEATURE UNDER TEST: traits are found and counted by number, whatever came and went. */
class TraitColumnTest {
  @Test
  void whatIsCountedIsWhatAMapWouldHold() {
    SplittableRandom random = new SplittableRandom(12);
    TraitColumn column = new TraitColumn();
    Map<Long, Traits> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextInt(10) == 0 ? random.nextLong(300_000) : random.nextLong(500);
      if (random.nextInt(4) == 0) {
        column.remove(number);
        expected.remove(number);
      } else {
        Traits traits = traits(random);
        column.put(number, traits);
        expected.put(number, traits);
      }
    }
    expected.forEach((number, traits) -> assertThat(column.find(number)).contains(traits));
    Tally all = new Tally();
    expected.values().forEach(traits -> all.add(traits, 1));
    assertThat(column.count(OptionalLong.empty())).isEqualTo(all.summary());
    Tally some = new Tally();
    expected.forEach((number, traits) -> {
      if (number < 250) {
        some.add(traits, 1);
      }
    });
    assertThat(
            column.count(sink -> {
              for (long number = -3; number < 250; number++) {
                sink.accept(number);
              }
            }))
        .isEqualTo(some.summary());
  }

  @Test
  void numbersOfNobodyAreNotCounted() {
    TraitColumn column = new TraitColumn();
    column.put(7, new Traits(WatcherKind.PERSON, List.of("email"), List.of("ru")));
    column.remove(7);
    column.remove(1L << 40);
    assertThat(column.find(7)).isEmpty();
    assertThat(column.find(Long.MAX_VALUE)).isEmpty();
    assertThat(column.find(-1)).isEmpty();
    assertThat(column.count(OptionalLong.empty()).count()).isZero();
  }

  /** Some hundred different ones, so that codes outgrow the first room for them. */
  private static Traits traits(SplittableRandom random) {
    return new Traits(
        random.nextBoolean() ? WatcherKind.PERSON : WatcherKind.VENUE,
        random.nextBoolean() ? List.of() : List.of("email", "webhook"),
        List.of("l" + random.nextInt(40)));
  }
}
