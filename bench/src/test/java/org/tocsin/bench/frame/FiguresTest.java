// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: least, middle and greatest. */
class FiguresTest {
  @Test
  void theMiddleOfAnEvenNumberIsTheMeanOfTwo() {
    assertThat(Figures.of(List.of(4.0, 1.0, 3.0))).isEqualTo(new Figures(1, 3, 4));
    assertThat(Figures.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Figures(1, 2.5, 4));
  }

  @Test
  void nothingCannotBeSummedUp() {
    assertThatThrownBy(() -> Figures.of(List.of())).hasMessageContaining("no figure");
  }
}
