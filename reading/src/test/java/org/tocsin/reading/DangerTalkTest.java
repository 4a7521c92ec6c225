// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a text that is about no danger states nothing that a desk should see. */
class DangerTalkTest {

  /** Every second sentence has a word that tells of a danger elsewhere. */
  private static final String FAIR =
      """
      The spring fair opened on Saturday under a clear sky. The mayor cut the ribbon at noon. \
      Children were held up by their parents to see the balloons. The first balloon lifted off \
      to loud cheers. A choir sang three songs from the islands. The referee shut the pen before \
      the goat race. Our team started in an attacking mood and took the cup. Avoid the queue for \
      cakes on Sunday. The old brass band played until late. Nobody denied that the cakes were \
      good. An auction was held in the barn. The tents come down on Monday morning.
      """;

  private static final String BOMB =
      " A bomb exploded at the gate on Sunday and killed two people. The fair was closed.";

  private static List<Finding> read(String text) {
    return Reader.standard().read(Document.text(text)).findings();
  }

  @Test
  void aPageOfAFairStatesNothing() {
    assertThat(read(FAIR)).isEmpty();
  }

  @Test
  void aDangerOnSuchAPageIsReadWithWhatStandsBesideIt() {
    assertThat(read(FAIR + BOMB))
        .extracting(Finding::type)
        .contains(FindingType.ATTACK, FindingType.MEASURE);
  }

  @Test
  void aNoteOfAFewSentencesIsTakenAtItsWord() {
    assertThat(read("Avoid the market on Sunday."))
        .extracting(Finding::type)
        .containsExactly(FindingType.WARNING);
  }
}
