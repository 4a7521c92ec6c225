// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.util.Arrays;
import java.util.Collection;

/**
 * Least, middle and greatest of several figures. Of an even number the middle is the mean of two.
 */
public record Figures(double min, double median, double max) {
  /** Sums up at least one figure. */
  public static Figures of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("there is no figure to sum up");
    }
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Figures(sorted[0], median, sorted[sorted.length - 1]);
  }
}
