// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/** How often words are part of a cue, in grades. */
final class AttributionGrades {
  private static final int LEAST_SEEN = 3;

  /** What shares of a word's occurrences must exceed, grade by grade. */
  private static final double[] SHARES = {0.03, 0.1, 0.2, 0.4, 0.6};

  private AttributionGrades() {}

  /** Grades from 1 to 5 by lower-case word, of words that have one. */
  static Map<String, Integer> of(
      List<AttributionCorpus.Document> texts, List<AttributionText> cut) {
    Map<String, int[]> counts = new HashMap<>();
    for (int t = 0; t < texts.size(); t++) {
      AttributionSheet sheet = new AttributionSheet(cut.get(t), Map.of());
      int[] labels = AttributionTagger.labels(texts.get(t), sheet);
      for (int i = 0; i < labels.length; i++) {
        int[] count = counts.computeIfAbsent(sheet.word(i), w -> new int[2]);
        count[0]++;
        count[1] += labels[i] >> Part.CUE.inside() & 1;
      }
    }
    Map<String, Integer> grades = new HashMap<>();
    counts.forEach((word, count) -> {
      int grade = grade(count[1] / (count[0] + 2.0));
      if (grade > 0 && count[0] >= LEAST_SEEN && Character.isLetter(word.charAt(0))) {
        grades.put(word, grade);
      }
    });
    return grades;
  }

  private static int grade(double share) {
    int grade = 0;
    while (grade < SHARES.length && share > SHARES[grade]) {
      grade++;
    }
    return grade;
  }
}
