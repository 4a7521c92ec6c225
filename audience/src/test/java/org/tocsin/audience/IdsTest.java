// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: the row of an id, and that there is none. */
class IdsTest {
  @ParameterizedTest
  @CsvSource({
    // size, ids below
    "0, 100",
    "1, 100",
    "5, 100",
    "900, 1000",
    "900, 100000",
    "4096, 10000000",
    "4096, 9223372036854775807",
    "100000, 9223372036854775807"
  })
  void anIdIsFoundInItsRowAndNoOtherIs(int size, long below) {
    SplittableRandom random = new SplittableRandom(size);
    long[] ids = new long[size];
    Map<Long, Integer> rows = new HashMap<>();
    for (int row = 0; row < size; row++) {
      do {
        ids[row] = random.nextLong(below) * (random.nextInt(4) == 0 ? -1 : 1);
      } while (rows.putIfAbsent(ids[row], row) != null);
    }
    Ids made = Ids.of(ids.clone(), new long[0], Math::max);
    rows.forEach((id, row) -> {
      assertThat(made.row(id)).isEqualTo(row);
      assertThat(made.at(row)).isEqualTo(id);
    });
    for (int asked = 0; asked < 20_000; asked++) {
      long id = asked % 2 == 0 ? random.nextLong(below) : random.nextLong();
      assertThat(made.row(id)).isEqualTo(rows.getOrDefault(id, -1));
    }
    assertThat(made.toArray()).isEqualTo(ids);
  }
}
