// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;
import org.tocsin.reading.tagger.AttributionSheet;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/** The stretches of a text that may be a source or a cue. */
final class AttributionCandidates {
  private static final int MOST_WORDS = 40;
  private static final float LEAST = -4;
  private static final float LEAST_SUM = 1.3f * LEAST;

  private final AttributionSheet sheet;
  private final float[][] odds;
  private final Part part;
  private final List<int[]> ends = new ArrayList<>();
  private final Map<String, float[]> likeliest = new HashMap<>();

  /** Words {@code from} to {@code to} (exclusive). */
  record Candidate(int from, int to, Stretch units, int[] features) {}

  private AttributionCandidates(AttributionSheet sheet, float[][] odds, Part part) {
    this.sheet = sheet;
    this.odds = odds;
    this.part = part;
  }

  /** All that starts and ends where a model of words thinks it not unlikely. */
  static List<Candidate> of(AttributionSheet sheet, float[][] odds, Part part) {
    AttributionCandidates candidates = new AttributionCandidates(sheet, odds, part);
    candidates.look();
    return candidates.ends.stream().map(e -> candidates.candidate(e[0], e[1])).toList();
  }

  private void look() {
    for (int from = 0; from < sheet.size(); from++) {
      int most = Math.min(sheet.to(from), from + MOST_WORDS);
      for (int to = from + 1; to <= most && odds[from][part.start()] > LEAST; to++) {
        if (odds[to - 1][part.end()] > LEAST && sum(from, to) > LEAST_SUM) {
          ends.add(new int[] {from, to});
          keep(sheet.key(from, to), sum(from, to));
        }
      }
    }
  }

  private float sum(int from, int to) {
    return odds[from][part.start()] + odds[to - 1][part.end()];
  }

  /** The two highest sums of the same words. */
  private void keep(String key, float sum) {
    float[] two =
        likeliest.computeIfAbsent(
            key, k -> new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY});
    if (sum > two[0]) {
      two[1] = two[0];
      two[0] = sum;
    } else if (sum > two[1]) {
      two[1] = sum;
    }
  }

  private Candidate candidate(int from, int to) {
    float[] two = likeliest.getOrDefault(sheet.key(from, to), new float[2]);
    float again = sum(from, to) == two[0] ? two[1] : two[0];
    return new Candidate(
        from,
        to,
        new Stretch(sheet.start(from), sheet.end(to - 1)),
        sheet.ofStretch(part, from, to, odds, again));
  }
}
