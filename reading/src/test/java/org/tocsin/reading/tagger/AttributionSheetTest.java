// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/**
 * FEATURE UNDER TEST: words and stretches of a text become features for models of who says what.
 */
class AttributionSheetTest {
  private static final String TEXT = "The road is open.\n\n“Go,” said Ann Lee, the mayor.";

  private static AttributionSheet sheet() {
    return new AttributionSheet(AttributionText.of(TEXT));
  }

  @Test
  void wordsLieInTheirSentencesAndQuotations() {
    AttributionSheet sheet = sheet();
    int go = sheet.firstAt(TEXT.indexOf("Go"));
    int said = sheet.firstAt(TEXT.indexOf("said"));
    assertThat(sheet.word(said)).isEqualTo("said");
    assertThat(List.of(sheet.isQuoted(go), sheet.isQuoted(said))).containsExactly(true, false);
    assertThat(sheet.from(said)).isEqualTo(go - 1);
    assertThat(sheet.to(said)).isEqualTo(sheet.size());
    assertThat(sheet.key(said + 1, said + 3)).isEqualTo("ann lee");
  }

  @Test
  void featuresAreTheSameEachTimeAndHeedRules() {
    int ann = sheet().firstAt(TEXT.indexOf("Ann"));
    assertThat(sheet().ofWord(ann)).isEqualTo(sheet().ofWord(ann));
    assertThat(sheet().rule(Part.SOURCE, ann)).isEqualTo(AttributionSheet.Rule.BEGINS);
    assertThat(sheet().isRule(Part.SOURCE, ann, ann + 5)).isTrue();
    assertThat(sheet().isRule(Part.SOURCE, ann, ann + 2)).isFalse();
  }

  @Test
  void namesAreAlikeAndWordsWithAGradeAreNone() {
    AttributionSheet sheet = sheet();
    int ann = sheet.firstAt(TEXT.indexOf("Ann"));
    assertThat(sheet.form(ann)).isEqualTo(sheet.form(ann + 1)).isNotEqualTo("ann");
    assertThat(sheet.form(0)).isEqualTo("the");
    assertThat(List.of(sheet.grade(ann - 1), sheet.grade(ann))).containsExactly(5, 0);
    assertThat(CueGrades.TABLE.grade("begged")).isEqualTo(CueGrades.TABLE.grade("beg"));
    assertThat(CueGrades.TABLE.grade("denies")).isEqualTo(4);
  }

  @Test
  void aWordsKindsAreFoundInTheTableAsItLies() {
    assertThat(WordKinds.TABLE.of("a-bomb")).isEqualTo("INWt");
    assertThat(WordKinds.TABLE.of("mayors")).isEqualTo("Nlp");
    assertThat(WordKinds.TABLE.lemma("mayors")).isEqualTo("mayor");
    assertThat(WordKinds.TABLE.of("")).isEmpty();
    assertThat(WordKinds.TABLE.of("zzzz")).isEmpty();
    assertThat(WordKinds.TABLE.of("#")).isEmpty();
  }

  @Test
  void stretchesHaveFeaturesUpToTheEndsOfTheirSentence() {
    AttributionSheet sheet = sheet();
    float[][] odds = new float[sheet.size()][AttributionSheet.OUTPUTS];
    for (Part part : Part.values()) {
      assertThat(sheet.ofStretch(part, 0, 1, odds, Float.NEGATIVE_INFINITY)).isNotEmpty();
      assertThat(sheet.ofStretch(part, sheet.size() - 1, sheet.size(), odds, 0)).isNotEmpty();
    }
  }
}
