// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: verbs are told from nouns by their form and their neighbours. */
class VerbsTest {
  @ParameterizedTest
  @CsvSource({
    "The users fear the attack., fear, true",
    "The fear of attacks grew., fear, false",
    "The ministry stresses that it is safe., stresses, true",
    "Volunteers at hospitals use its books., use, true",
    "The use of force., use, false",
    "The minister accused Israel of murder., accused, true",
    "Two wounded men were found., wounded, false",
    "Police gave no reason., gave, true",
    "The attacks on the towns., attacks, false",
  })
  void finiteVerbsEndAPhrase(String text, String word, boolean verb) {
    Tokens tokens = Tokens.of(text);
    int at = 0;
    while (!tokens.get(at).is(word)) {
      at++;
    }
    assertThat(Verbs.isFinite(tokens, at, tokens.sentences().getFirst())).isEqualTo(verb);
  }

  @ParameterizedTest
  @CsvSource({"stopped", "stopping", "denied", "fled", "fleeing", "goes", "shot", "plotted"})
  void formsFollowFromTheBaseForm(String word) {
    assertThat(Verbs.isVerb(word)).isTrue();
  }
}
