// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: rows are put in the order of their keys, equal keys as they came. */
class CurveOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 47, 48, 49, 300, 5_000, 70_000})
  void rowsLieInTheOrderOfTheirKeysAndEqualKeysAsTheyCame(int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (int bits : new int[] {0, 1, 9, 17, 40, 63}) {
      for (long above : new long[] {0, 1L << 62, 0x2AAA_0000_0000_0000L}) {
        long[] keys = new long[size];
        for (int row = 0; row < size; row++) {
          long low = bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
          keys[row] = (above | low) & Long.MAX_VALUE;
        }
        CurveOrder order = CurveOrder.of(keys.clone());
        int[] expected =
            IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(row -> keys[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(order.rows()).isEqualTo(expected);
        assertThat(order.keys())
            .isEqualTo(IntStream.of(expected).mapToLong(row -> keys[row]).toArray());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 70_000})
  void rowsThatComeInOrderStay(int size) {
    long[] keys = IntStream.range(0, size).mapToLong(row -> row / 3).toArray();
    assertThat(CurveOrder.of(keys.clone()).rows()).isEqualTo(IntStream.range(0, size).toArray());
  }
}
