// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the code of a receipt bears how people write it down. */
class ReceiptCodeTest {

  @Test
  void caseDashesAndLettersTakenForDigitsDoNotMatter() {
    byte[] one = ReceiptCode.sha256("01AB-CDEF");
    assertThat(ReceiptCode.sha256(" o1ab cdef ")).isEqualTo(one);
    assertThat(ReceiptCode.sha256("0LABCDEF")).isEqualTo(one);
    assertThat(ReceiptCode.sha256("02AB-CDEF")).isNotEqualTo(one);
  }

  @Test
  void aCodeIsFiveGroupsOfFourAndNoLogShowsIt() {
    ReceiptCode code = ReceiptCode.next(new SplittableRandom(7));
    assertThat(code.text()).matches("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(code.toString()).doesNotContain(code.text());
    assertThat(code.sha256()).isEqualTo(ReceiptCode.sha256(code.text()));
  }
}
