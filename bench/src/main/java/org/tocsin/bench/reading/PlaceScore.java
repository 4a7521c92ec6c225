// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How near answers come to the gold, counted as EUPEG counts (Wang and Hu, <i>Enhancing spatial and
 * textual analysis with EUPEG</i>, 2019): in the order of the gold, each name takes the first
 * answer left whose middle lies less than ten characters from its own; distances are those of the
 * pairs.
 *
 * <p>End to end a name counts as found when the pair also lies less than 161 km apart (100 miles):
 * this is the F that is aimed at, because a name at the wrong place warns the wrong people.
 */
final class PlaceScore {
  static final double KILOMETRES = 161;
  private static final double EARTH_HALF = 20039;

  /** Answers may lie this near, and no nearer than that, in characters. */
  enum Match {
    /** As EUPEG: the middles less than ten characters apart. */
    NEAR,
    /** The same first and last character. */
    EXACT
  }

  private final int gold;
  private final int answers;
  private final List<Double> errors;

  private PlaceScore(int gold, int answers, List<Double> errors) {
    this.gold = gold;
    this.answers = answers;
    this.errors = errors.stream().sorted().toList();
  }

  /** Scores document by document; both lists are of the same documents in the same order. */
  static PlaceScore of(List<List<Toponym>> gold, List<List<Toponym>> answers, Match match) {
    if (gold.size() != answers.size()) {
      throw new IllegalArgumentException(
          "%d documents with gold, %d with answers".formatted(gold.size(), answers.size()));
    }
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      List<Toponym> left = new ArrayList<>(answers.get(i));
      for (Toponym place : gold.get(i)) {
        left.stream()
            .filter(answer -> fits(place, answer, match))
            .findFirst()
            .ifPresent(answer -> {
              left.remove(answer);
              errors.add(answer.kilometresTo(place));
            });
      }
    }
    return new PlaceScore(sum(gold), sum(answers), errors);
  }

  private static int sum(List<List<Toponym>> documents) {
    return documents.stream().mapToInt(Collection::size).sum();
  }

  private static boolean fits(Toponym gold, Toponym answer, Match match) {
    return switch (match) {
      case NEAR -> Math.abs(gold.middle() - answer.middle()) < 10;
      case EXACT -> gold.start() == answer.start() && gold.end() == answer.end();
    };
  }

  /** Of the answers, how many pair with a name of the gold. */
  double precision() {
    return answers == 0 ? 0 : (double) errors.size() / answers;
  }

  /** Of the gold, how many an answer pairs with. */
  double recall() {
    return gold == 0 ? 0 : (double) errors.size() / gold;
  }

  /** Of finding names, wherever they were put. */
  double f() {
    return f(errors.size());
  }

  /** Of the pairs, how many are less than 161 km apart. */
  double accuracy() {
    return errors.isEmpty() ? 0 : (double) near() / errors.size();
  }

  /** Of finding names and putting them less than 161 km from where they are. */
  double endToEnd() {
    return f(near());
  }

  /** Kilometres between those of a pair. */
  OptionalDouble median() {
    int n = errors.size();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((errors.get((n - 1) / 2) + errors.get(n / 2)) / 2);
  }

  /** The area under the curve of logarithms of distances: 0 all right, 1 all at the antipodes. */
  double auc() {
    int n = errors.size();
    if (n < 2) {
      return 0;
    }
    double sum = (scaled(errors.getFirst()) + scaled(errors.getLast())) / 2;
    for (int i = 1; i < n - 1; i++) {
      sum += scaled(errors.get(i));
    }
    return sum / (n - 1);
  }

  private static double scaled(double error) {
    return Math.log(1 + error) / Math.log(EARTH_HALF);
  }

  private long near() {
    return errors.stream().filter(error -> error < KILOMETRES).count();
  }

  /** The harmonic mean of precision and recall, which is the share of both lists that pairs. */
  private double f(long pairs) {
    return gold + answers == 0 ? 0 : 2.0 * pairs / (gold + answers);
  }
}
