// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

/**
 * What the third model is told: how a candidate's score for a role compares with those of others in
 * the document. Not thread-safe.
 */
public final class Weighing {
  private static final float HALF = 0.5f;

  private final Features features = new Features();
  private final float[][] scores;
  private final float[] relevance;
  private final Sheet sheet;
  private final int[] kept;
  private final float[][] telling;

  /**
   * Prepares for one document.
   *
   * @param kept the candidates that were scored
   * @param scores log odds for each of them and each role
   * @param relevance of the document for each role
   * @param telling of each sentence for each role
   */
  public Weighing(Sheet sheet, int[] kept, float[][] scores, float[] relevance, float[][] telling) {
    this.telling = telling;
    this.sheet = sheet;
    this.kept = kept;
    this.scores = scores;
    this.relevance = relevance;
  }

  private static int level(float value, float width, int most) {
    return Math.max(-most, Math.min(most, Math.round(value / width)));
  }

  /** The features of the {@code k}th kept candidate in a role. */
  public int[] of(int k, Role role) {
    int r = role.index();
    float own = scores[k][r];
    int rank = 0;
    int likely = 0;
    float best = -9;
    float near = -9;
    float within = -9;
    for (int other = 0; other < kept.length; other++) {
      float score = scores[other][r];
      likely += score > -HALF ? 1 : 0;
      if (other == k) {
        continue;
      }
      rank += score > own ? 1 : 0;
      best = Math.max(best, score);
      if (sheet.overlap(kept[k], kept[other])) {
        near = Math.max(near, score);
      } else if (sheet.sentence(kept[k]) == sheet.sentence(kept[other])) {
        within = Math.max(within, score);
      }
    }
    int level = level(own, 0.4f, 12);
    features.add(1000 + r);
    features.add(1100 + r, level);
    features.add(1150 + r, level(own, 1f, 6));
    features.add(1200 + r, level(own, 1f, 6), level(relevance[r], 1f, 4));
    features.add(1300 + r, level(own, 1f, 6), level(own - best, 0.7f, 5));
    features.add(1400 + r, level(own, 1f, 6), level(own - near, 0.5f, 4));
    features.add(1500 + r, level(own, 1f, 6), Math.min(rank, 6));
    features.add(1600 + r, level(own, 1f, 6), Math.min(likely, 8));
    features.add(1700 + r, level(own, 1f, 6), Math.min(sheet.count(kept[k]), 5));
    features.add(1750 + r, level(own, 1f, 6), level(within, 1f, 4));
    features.add(1800 + r, level(relevance[r], 0.5f, 8));
    features.add(1850 + r, level(own, 1f, 6), level(sheet.best(kept[k], telling)[r], 0.7f, 5));
    int sentence = sheet.sentence(kept[k]);
    features.add(1900 + r, level(own, 1f, 6), sentence < 3 ? sentence : sentence < 8 ? 4 : 5);
    for (int o = 0; o < Role.COUNT; o++) {
      if (o != r) {
        features.add(2000 + 10 * r + o, level(scores[k][o], 1f, 4), level(own, 1.5f, 4));
        float most = -9;
        for (float[] score : scores) {
          most = Math.max(most, score[o]);
        }
        features.add(2100 + 10 * r + o, level(most, 1f, 4), level(own, 1.5f, 4));
      }
    }
    return features.take();
  }
}
