// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static Map<String, String> candidates(String text) {
    Map<String, String> candidates = new TreeMap<>();
    Sheet sheet = Sheet.of(text);
    for (int i = 0; i < sheet.size(); i++) {
      candidates.put(sheet.key(i), sheet.written(i));
    }
    return candidates;
  }

  @Test
  void phrasesWithoutStopWordsAreCandidatesWithTheirFirstOccurrence() {
    Map<String, String> found =
        candidates("Members of the Army burnt \"La Eminencia\" farm with M-16s. The farm burnt.");

    assertThat(found)
        .containsEntry("members of army", "Members of the Army")
        .containsEntry("la eminencia farm", "La Eminencia\" farm")
        .containsEntry("farm", "farm")
        .containsEntry("m16s", "M-16s")
        .doesNotContainKeys("with m16s", "of army", "members of", "farm with");
  }

  @Test
  void aPhraseIsOneCandidateHoweverOftenItStands() {
    Sheet sheet = Sheet.of("A bomb. The bomb. BOMB!");
    for (int i = 0; i < sheet.size(); i++) {
      assertThat(sheet.key(i)).isEqualTo("bomb");
      assertThat(sheet.count(i)).isEqualTo(3);
    }
    assertThat(sheet.size()).isEqualTo(1);
  }

  @Test
  void featuresTellContextAndNotCase() {
    float[] none = new float[Role.COUNT];
    int[] one = Sheet.of("rebels burnt the bridge").full(0, none, untold(1));

    assertThat(Sheet.of("REBELS BURNT THE BRIDGE").full(0, none, untold(1))).isEqualTo(one);
    assertThat(Sheet.of("rebels built the bridge").full(0, none, untold(1))).isNotEqualTo(one);
  }

  @Test
  void aPairOfANameAndItsInitialsDiffersFromAPairOfStrangers() {
    Sheet alias = Sheet.of("Shining Path (SP)");
    Sheet stranger = Sheet.of("Shining Path (QX)");

    assertThat(alias.pair(0, alias.size() - 1)).isNotEqualTo(stranger.pair(0, stranger.size() - 1));
  }

  @Test
  void emptyAndStrangeTextsAreRead() {
    for (String text : new String[] {"", " ", "'", "’", "a", "12,", "''s", "\uD83D", "x-", "…"}) {
      Sheet sheet = Sheet.of(text);
      for (int i = 0; i < sheet.size(); i++) {
        assertThat(sheet.quick(i)).isNotEmpty();
        assertThat(sheet.full(i, new float[Role.COUNT], untold(sheet.ofSentences().length)))
            .isNotEmpty();
      }
      assertThat(sheet.ofDocument()).isNotNull();
    }
  }

  @Test
  void ofAnEndlessTextTheBeginningIsRead() {
    Sheet sheet = Sheet.of("bomb ".repeat(50_000) + "grenade");

    assertThat(sheet.size()).isLessThan(20);
    assertThat(sheet.full(0, new float[Role.COUNT], untold(sheet.ofSentences().length)).length)
        .isLessThan(2_000);
  }

  private static float[][] untold(int sentences) {
    return new float[sentences][Role.COUNT];
  }
}
