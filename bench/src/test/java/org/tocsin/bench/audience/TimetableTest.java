// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.Window;

/** FEATURE UNDER TEST: the peers' arithmetic of weekly hours gives what the calendar gives. */
class TimetableTest {
  @Test
  void isOpenWhenTheHoursMeetTheWindow() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 20_000; n++) {
      Timetable timetable = Timetable.of(1 + random.nextInt(Timetable.COUNT));
      // By half hours, so that ends coincide often.
      long first = Watchers.BASE + 1800 * random.nextLong(1000);
      long last = first + 1800 * random.nextLong(100);
      Window window = new Window(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
      assertThat(timetable.isOpen(first, last))
          .as("%s %s", timetable, window)
          .isEqualTo(timetable.when().overlaps(window));
    }
  }
}
