// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

/**
 * Tells how likely each of several classes is, from hashed features, each weighing less the more
 * there are: logistic regression by steps that shrink where they were large (AdaGrad).
 */
final class Softmax {
  private static final double RATE = 0.5;
  private static final double DECAY = 1e-5;
  private final int classes;
  private final float[] weights;
  private final float[] squares;

  Softmax(int classes) {
    this.classes = classes;
    this.weights = new float[classes << Linear.BITS];
    this.squares = new float[classes << Linear.BITS];
  }

  /** How likely each class is; they sum to one. */
  double[] likelihoods(int[] features) {
    double[] scores = new double[classes];
    double scale = 1 / Math.sqrt(Math.max(1, features.length));
    for (int feature : features) {
      int at = feature * classes;
      for (int c = 0; c < classes; c++) {
        scores[c] += weights[at + c] * scale;
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      scores[c] = Math.exp(scores[c] - most);
      sum += scores[c];
    }
    for (int c = 0; c < classes; c++) {
      scores[c] /= sum;
    }
    return scores;
  }

  int best(int[] features) {
    double[] scores = likelihoods(features);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  void learn(int[] features, int wanted) {
    double[] told = likelihoods(features);
    double scale = 1 / Math.sqrt(Math.max(1, features.length));
    for (int feature : features) {
      int at = feature * classes;
      for (int c = 0; c < classes; c++) {
        double slope = ((c == wanted ? 1 : 0) - told[c]) * scale - DECAY * weights[at + c];
        squares[at + c] += (float) (slope * slope);
        weights[at + c] += (float) (RATE * slope / Math.sqrt(squares[at + c] + 1e-6));
      }
    }
  }
}
