// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: ICD 203's words stand for ranges, and a number is given its word. */
class LikelihoodTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "70 %,LIKELY",
    "70,LIKELY",
    "5%,VERY_UNLIKELY",
    "55,LIKELY",
    "1,ALMOST_NO_CHANCE",
    "99,ALMOST_CERTAIN",
    "veryLikely,VERY_LIKELY",
    "Roughly even chance,ROUGHLY_EVEN"
  })
  void aNumberOrAWordIsALikelihood(String text, Likelihood expected) {
    assertThat(Likelihood.find(text)).contains(expected);
  }

  @ParameterizedTest(name = "{0} is none")
  @CsvSource({"0", "100", "-5", "probably", "7.5", "''"})
  void whatIsNeitherIsNone(String text) {
    assertThat(Likelihood.find(text)).isEmpty();
  }
}
