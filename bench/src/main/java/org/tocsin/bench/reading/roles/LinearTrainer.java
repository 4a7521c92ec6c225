// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tocsin.reading.tagger.Weights;

/**
 * Logistic regression over hashed features by AdaGrad, one pass after another in an order that the
 * seed gives. The same examples, settings and seed give the same weights.
 */
public final class LinearTrainer {
  private static final double ENOUGH = 0.01;

  /**
   * An example.
   *
   * @param features hashes
   * @param labels bit o is set when output o is so
   */
  public record Example(int[] features, int labels) {}

  /**
   * How to train.
   *
   * @param rate first step of a weight
   * @param decay how much of a weight that an example touches is taken off, a step
   */
  public record Settings(int outputs, int bits, int passes, double rate, double decay, long seed) {}

  private final Settings settings;
  private final float[] weights;
  private final float[] squares;
  private final List<Example> examples;

  private LinearTrainer(List<Example> examples, Settings settings) {
    this.settings = settings;
    this.examples = examples;
    weights = new float[settings.outputs() << settings.bits()];
    squares = new float[weights.length];
  }

  /** The weights that these examples teach, rounded. */
  public static Weights.Model train(List<Example> examples, Settings settings) {
    return trained(examples, settings).model();
  }

  private void run() {
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    for (int pass = 0; pass < settings.passes(); pass++) {
      shuffle(order, random);
      order.forEach(this::step);
    }
  }

  /** The mean of several, rounded. */
  public static Weights.Model mean(List<LinearTrainer> trainers) {
    Settings settings = trainers.getFirst().settings;
    float[] mean = new float[trainers.getFirst().weights.length];
    for (LinearTrainer trainer : trainers) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += trainer.weights[i] / trainers.size();
      }
    }
    return Weights.Model.rounded(mean, settings.outputs(), settings.bits());
  }

  /** The weights, rounded. */
  public Weights.Model model() {
    return Weights.Model.rounded(weights, settings.outputs(), settings.bits());
  }

  /** Trained, its weights not rounded yet. */
  public static LinearTrainer trained(List<Example> examples, Settings settings) {
    LinearTrainer trainer = new LinearTrainer(examples, settings);
    trainer.run();
    return trainer;
  }

  /** The weights of one output, rounded, such that what scored {@code least} scores zero. */
  Weights.Model shifted(double least) {
    weights[common(examples) >>> (32 - settings.bits())] -= (float) least;
    return Weights.Model.rounded(weights, 1, settings.bits());
  }

  /** A feature that all examples have. */
  private static int common(List<Example> examples) {
    java.util.Set<Integer> all = new java.util.TreeSet<>();
    for (int feature : examples.getFirst().features()) {
      all.add(feature);
    }
    for (Example example : examples) {
      all.removeIf(f -> java.util.Arrays.binarySearch(example.features(), f) < 0);
    }
    return all.iterator().next();
  }

  /** The log odds of the first output, by weights that are not rounded. */
  double score(Example example) {
    double sum = 0;
    for (int feature : example.features()) {
      sum += weights[feature >>> (32 - settings.bits())];
    }
    return sum;
  }

  private static void shuffle(List<Integer> order, SplittableRandom random) {
    for (int i = order.size() - 1; i > 0; i--) {
      java.util.Collections.swap(order, i, random.nextInt(i + 1));
    }
  }

  private void step(int index) {
    Example example = examples.get(index);
    int outputs = settings.outputs();
    int shift = 32 - settings.bits();
    double[] sums = new double[outputs];
    for (int feature : example.features()) {
      int at = (feature >>> shift) * outputs;
      for (int o = 0; o < outputs; o++) {
        sums[o] += weights[at + o];
      }
    }
    for (int o = 0; o < outputs; o++) {
      double p = 1 / (1 + Math.exp(-sums[o]));
      double gradient = p - (example.labels() >> o & 1);
      if (Math.abs(gradient) > ENOUGH) {
        descend(example.features(), o, gradient);
      }
    }
  }

  private void descend(int[] features, int output, double gradient) {
    int shift = 32 - settings.bits();
    for (int feature : features) {
      int at = (feature >>> shift) * settings.outputs() + output;
      double slope = gradient + settings.decay() * weights[at];
      squares[at] += (float) (slope * slope);
      weights[at] -= (float) (settings.rate() * slope / Math.sqrt(squares[at] + 1e-2));
    }
  }
}
