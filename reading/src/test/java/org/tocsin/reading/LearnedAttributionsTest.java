// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: learned weights say who says what, beside the rules and against them. */
class LearnedAttributionsTest {
  private static List<Attribution> read(String text) {
    return Reader.standard().read(Document.text(text)).attributions();
  }

  private static Stream<String> sources(String text) {
    return read(text).stream().flatMap(a -> a.source().stream()).map(Span::text);
  }

  @Test
  void aLongAsideBehindTheNameBelongsToTheSource() {
    String who = "Ann Lee, a lawyer and former judge who advised two governors";
    assertThat(sources("\"The dam will hold,\" said " + who + ".")).containsExactly(who);
  }

  @Test
  void verbsThatNoRuleHoldsHaveSourcesToo() {
    String text =
        "Senator Ann Lee refused to sign the order. The mayor bristled at the suggestion.";
    assertThat(sources(text)).contains("Senator Ann Lee", "The mayor");
    assertThat(read(text))
        .allSatisfy(a -> {
          assertThat(text.substring(a.cue().start(), a.cue().end())).isEqualTo(a.cue().text());
          assertThat(a.content()).isNotEmpty();
        });
  }

  @Test
  void whatARelativePronounStandsForIsTold() {
    assertThat(read("He met several officials who said that a bridge had fallen."))
        .filteredOn(a -> a.source().filter(s -> s.text().equals("who")).isPresent())
        .flatExtracting(a -> a.named().stream().map(Span::text).toList())
        .containsExactly("several officials");
  }

  @Test
  void aTextWithoutAnybodyWhoSpeaksHasNoAttributions() {
    assertThat(read("The bridge was built in 1904. Two lanes carry traffic to the port."))
        .isEmpty();
  }

  @Test
  void textsInOtherLanguagesAreLeftToTheRules() {
    String text =
        "El alcalde dijo que el puente fue cerrado por la policía después de la explosión en la"
            + " ciudad. Los vecinos de la zona fueron evacuados.";
    assertThat(read(text)).isEqualTo(AttributionFinder.find(Tokens.of(text)));
  }

  @Test
  void aTextLongerThanAnyReportIsLeftToTheRules() {
    String text = "The mayor bristled at the suggestion. ".repeat(8_000);
    assertThat(read(text)).isEqualTo(AttributionFinder.find(Tokens.of(text)));
  }
}
