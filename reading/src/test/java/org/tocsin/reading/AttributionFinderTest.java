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
  void relativePronounsAreSourcesBesideWhatTheyStandFor() {
    String text = "Officials from the north who said it was safe left.";
    assertThat(read(text)).containsExactly("who | said");
    assertThat(AttributionFinder.find(Tokens.of(text)))
        .singleElement()
        .extracting(a -> a.speaker().map(Span::text).orElse(""))
        .isEqualTo("Officials from the north");
  }

  @Test
  void whatIsToldToSomebodyAfterAnAsideIsNotSaidByThem() {
    assertThat(read("Jeb Bush, the former governor of Florida, told CNN."))
        .containsExactly("Jeb Bush, the former governor of Florida, | told");
    assertThat(read("Rep. Ann Lee (D-Texas), chair of the committee, said it was over."))
        .containsExactly("Rep. Ann Lee (D-Texas), chair of the committee, | said");
  }

  @Test
  void sourcesAfterSaidNeedNoName() {
    assertThat(read("“The bridge is gone,” said former fire chief Ann Lee."))
        .containsExactly("former fire chief Ann Lee | said");
    assertThat(read("“The bridge is gone,” Ann Lee said of the flood."))
        .containsExactly("Ann Lee | said");
  }

  @Test
  void fullStopsInsideNamesBelongToThemAndThoseAtTheEndDoNot() {
    assertThat(read("A picture taken by Outsports.com showed that he had left. It was late."))
        .anyMatch(found -> found.contains("Outsports.com | showed"));
    assertThat(read("It was over, said Jim Doyle. The contrast was great."))
        .containsExactly("Jim Doyle | said");
  }

  @Test
  void sharesAndGoingOnAreRead() {
    assertThat(read("Of voters, 42% say they are afraid.")).contains("42% | say");
    assertThat(read("The mayor went on to say that he was tired."))
        .containsExactly("The mayor | went on to say");
    assertThat(read("He's said that it was over.")).containsExactly("He | 's said");
  }

  @Test
  void whatSeemsOrAppearsIsSaidByNobody() {
    assertThat(read("The bridge appears to be gone.")).isEmpty();
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
