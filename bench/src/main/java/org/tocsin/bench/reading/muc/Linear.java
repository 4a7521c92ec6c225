// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.List;

/**
 * Weighs hashed features for several classes, as an averaged perceptron learns them. Training
 * depends on nothing but the order of the examples.
 */
final class Linear {
  static final int BITS = 18;
  private final int classes;
  private final float[] weights;
  private final float[] sums;
  private int step = 1;
  private boolean averaged;

  Linear(int classes) {
    this.classes = classes;
    this.weights = new float[classes << BITS];
    this.sums = new float[classes << BITS];
  }

  static int hash(String feature) {
    int h = feature.hashCode() * 0x9E3779B1;
    return (h ^ (h >>> 15)) & ((1 << BITS) - 1);
  }

  static int[] hash(List<String> features) {
    return features.stream().mapToInt(Linear::hash).toArray();
  }

  float[] scores(int[] features) {
    float[] scores = new float[classes];
    for (int feature : features) {
      int at = feature * classes;
      for (int c = 0; c < classes; c++) {
        scores[c] += weights[at + c];
      }
    }
    return scores;
  }

  /** Moves the weights of an example toward one class and away from another. */
  void move(int[] features, int toward, int away) {
    if (averaged) {
      throw new IllegalStateException("averaged weights learn no more");
    }
    for (int feature : features) {
      int at = feature * classes;
      weights[at + toward] += 1;
      sums[at + toward] += step;
      weights[at + away] -= 1;
      sums[at + away] -= step;
    }
  }

  void next() {
    step++;
  }

  /** Ends training: each weight becomes its mean over all steps. */
  void average() {
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= sums[i] / step;
    }
    averaged = true;
  }
}
