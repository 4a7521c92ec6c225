// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.phone.Said;

/** FEATURE UNDER TEST: the phone desk knows the answers that can be kept, all of them. */
class PhoneAnswersTest {

  @Test
  void whatCanBeSaidOnThePhoneIsWhatCanBeAnswered() {
    assertThat(Arrays.stream(Said.values()).map(Said::word))
        .containsExactlyElementsOf(
            Arrays.stream(AnswerKind.values()).map(AnswerKind::word).toList());
  }
}
