// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: work done ahead on all cores comes out in its order, and its faults too. */
class AheadTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7, 8, 70, 1_000})
  void whatGoesInComesOutInOrder(int count) {
    Iterator<Integer> ahead =
        new Ahead<>(IntStream.range(0, count).iterator(), 7, number -> 2 * number);
    List<Integer> out = new ArrayList<>();
    ahead.forEachRemaining(out::add);
    assertThat(out).isEqualTo(IntStream.range(0, count).mapToObj(number -> 2 * number).toList());
    assertThat(ahead.hasNext()).isFalse();
    assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 99})
  void aFaultEndsTheWork(int bad) {
    Iterator<Integer> ahead =
        new Ahead<>(
            IntStream.range(0, 100).iterator(),
            7,
            number -> {
              if (number == bad) {
                throw new IllegalStateException("number " + bad);
              }
              return number;
            });
    assertThatThrownBy(() -> ahead.forEachRemaining(number -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("number " + bad);
  }
}
