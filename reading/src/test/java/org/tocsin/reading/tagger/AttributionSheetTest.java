// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/**
 * FEATURE UNDER TEST: words and stretches of a text become features for models of who says what.
 */
class AttributionSheetTest {
  private static final String TEXT = "The road is open.\n\n“Go,” said Ann Lee, the mayor.";

  private static AttributionSheet sheet(Map<String, Integer> grades) {
    return new AttributionSheet(AttributionText.of(TEXT), grades);
  }

  @Test
  void wordsLieInTheirSentencesAndQuotations() {
    AttributionSheet sheet = sheet(Map.of());
    int go = sheet.firstAt(TEXT.indexOf("Go"));
    int said = sheet.firstAt(TEXT.indexOf("said"));
    assertThat(sheet.word(said)).isEqualTo("said");
    assertThat(List.of(sheet.isQuoted(go), sheet.isQuoted(said))).containsExactly(true, false);
    assertThat(sheet.from(said)).isEqualTo(go - 1);
    assertThat(sheet.to(said)).isEqualTo(sheet.size());
    assertThat(sheet.key(said + 1, said + 3)).isEqualTo("ann lee");
  }

  @Test
  void featuresAreTheSameEachTimeAndHeedGradesAndRules() {
    int ann = sheet(Map.of()).firstAt(TEXT.indexOf("Ann"));
    assertThat(sheet(Map.of()).ofWord(ann)).isEqualTo(sheet(Map.of()).ofWord(ann));
    assertThat(sheet(Map.of("said", 5)).ofWord(ann)).isNotEqualTo(sheet(Map.of()).ofWord(ann));
    assertThat(sheet(Map.of()).rule(Part.SOURCE, ann)).isEqualTo(AttributionSheet.Rule.BEGINS);
  }

  @Test
  void stretchesHaveFeaturesUpToTheEndsOfTheirSentence() {
    AttributionSheet sheet = sheet(Map.of());
    float[][] odds = new float[sheet.size()][AttributionSheet.OUTPUTS];
    for (Part part : Part.values()) {
      assertThat(sheet.ofStretch(part, 0, 1, odds, Float.NEGATIVE_INFINITY)).isNotEmpty();
      assertThat(sheet.ofStretch(part, sheet.size() - 1, sheet.size(), odds, 0)).isNotEmpty();
    }
  }
}
