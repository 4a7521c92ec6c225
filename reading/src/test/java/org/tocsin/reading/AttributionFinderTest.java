// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: who says something, by which words, is found with the whole phrase. */
class AttributionFinderTest {
  private static List<String> read(String text) {
    return AttributionFinder.find(Tokens.of(text)).stream()
        .map(a -> a.source().map(Span::text).orElse("-") + " | " + a.cue().text())
        .toList();
  }

  @Test
  void subjectsOfVerbsOfSayingAreSourcesWithTheirTitles() {
    assertThat(read("Retired Lt. Gen. Ann Flynn said the road was closed."))
        .containsExactly("Retired Lt. Gen. Ann Flynn | said");
    assertThat(read("They have also announced that the road is closed."))
        .containsExactly("They | have also announced");
  }

  @Test
  void asidesBelongToTheSource() {
    assertThat(read("\"Go,\" Ann Flynn, a top aide, said."))
        .containsExactly("Ann Flynn, a top aide, | said");
  }

  @Test
  void agesAreNoPartOfTheSource() {
    assertThat(read("“I like him,” said Mona Lamberson, 59, of North Philadelphia."))
        .containsExactly("Mona Lamberson | said");
  }

  @Test
  void namesInAListAreOneSource() {
    assertThat(read("President Obama, Hillary Clinton, and other Democrats said it was over."))
        .containsExactly("President Obama, Hillary Clinton, and other Democrats | said");
  }

  @Test
  void sourcesFollowInvertedVerbs() {
    assertThat(read("“The bridge is gone,” said Ann Lee, a spokeswoman for the police."))
        .containsExactly("Ann Lee, a spokeswoman for the police | said");
  }

  @Test
  void documentsAreSourcesAfterAccordingTo() {
    assertThat(read("Two men died, according to a report by the ministry."))
        .containsExactly("a report by the ministry | according to");
  }

  @Test
  void participlesGoOnWithTheSpeaker() {
    assertThat(read("The mayor said he would leave, adding that he was tired."))
        .containsExactly("The mayor | said", "The mayor | adding");
  }

  @Test
  void passivesAndHiddenSourcesHaveNone() {
    assertThat(read("The man was accused of theft.")).containsExactly("- | was accused");
    assertThat(read("He reportedly left.")).containsExactly("- | reportedly");
  }

  @Test
  void nounsThatLookLikeVerbsAreNoCues() {
    assertThat(read("The United States reports show no plans for the state.")).isEmpty();
  }

  @Test
  void contentIsWhatStandsBesideTheCue() {
    assertThat(AttributionFinder.find(Tokens.of("Police said the road was closed.")))
        .singleElement()
        .extracting(a -> a.content().getFirst().text())
        .isEqualTo("the road was closed");
  }

  @Test
  void aSentenceOfNothingButCuesIsBounded() {
    assertThat(AttributionFinder.find(Tokens.of("he said ".repeat(100)))).hasSizeLessThan(50);
  }
}
