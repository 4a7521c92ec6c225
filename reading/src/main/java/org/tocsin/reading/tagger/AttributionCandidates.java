// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/**
 * The stretches of a text that may be a source or a cue: all that start and end where a model of
 * words thinks it not unlikely. Not thread-safe.
 */
public final class AttributionCandidates {
  private static final int MOST_WORDS = 40;
  private static final float LEAST = -4;
  private static final float LEAST_SUM = 1.3f * LEAST;

  private final AttributionSheet sheet;
  private final float[][] odds;
  private final Part part;
  private final List<int[]> ends = new ArrayList<>();
  private final Map<String, float[]> likeliest = new HashMap<>();

  /**
   * Looks for them.
   *
   * @param odds log odds of all words of the text, {@link AttributionSheet#OUTPUTS} each
   */
  public AttributionCandidates(AttributionSheet sheet, float[][] odds, Part part) {
    this.sheet = sheet;
    this.odds = odds;
    this.part = part;
    look();
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

  /** How many there are. */
  public int size() {
    return ends.size();
  }

  /** The first word of candidate {@code c}. */
  public int from(int c) {
    return ends.get(c)[0];
  }

  /** After the last word of candidate {@code c}. */
  public int to(int c) {
    return ends.get(c)[1];
  }

  /** The features of candidate {@code c}. */
  public int[] features(int c) {
    int from = from(c);
    int to = to(c);
    float[] two = likeliest.getOrDefault(sheet.key(from, to), new float[2]);
    float again = sum(from, to) == two[0] ? two[1] : two[0];
    return sheet.ofStretch(part, from, to, odds, again);
  }
}
