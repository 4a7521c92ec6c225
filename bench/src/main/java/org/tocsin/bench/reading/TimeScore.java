// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The score of TempEval-3 for times (UzZaman et al. 2013; tempeval3_toolkit, {@code
 * evaluate_entities.py}): each time of the answers is paired with at most one of the gold that it
 * overlaps, in the order of the text; a pair matches strictly when the words are the same. What is
 * said of the pairs, type and value, is weighed by the relaxed F: accuracy over pairs times F.
 * Values are compared letter by letter. The document's own date does not count.
 *
 * @param gold how many times there are
 * @param answers how many were given
 * @param relaxed pairs
 * @param strict pairs with the same words
 * @param types pairs with the same type
 * @param values pairs with the same value
 */
record TimeScore(int gold, int answers, int relaxed, int strict, int types, int values) {
  static TimeScore of(List<List<MarkedTime>> gold, List<List<MarkedTime>> answers) {
    TimeScore sum = new TimeScore(0, 0, 0, 0, 0, 0);
    for (int i = 0; i < gold.size(); i++) {
      sum = sum.plus(ofDocument(gold.get(i), answers.get(i)));
    }
    return sum;
  }

  private static TimeScore ofDocument(List<MarkedTime> gold, List<MarkedTime> answers) {
    List<MarkedTime> free = new ArrayList<>(answers);
    free.sort(Comparator.comparingInt(MarkedTime::start));
    List<MarkedTime> ordered = new ArrayList<>(gold);
    ordered.sort(Comparator.comparingInt(MarkedTime::start));
    int relaxed = 0;
    int strict = 0;
    int types = 0;
    int values = 0;
    for (MarkedTime time : ordered) {
      int at = 0;
      while (at < free.size() && !free.get(at).overlaps(time)) {
        at++;
      }
      if (at < free.size()) {
        MarkedTime answer = free.remove(at);
        relaxed++;
        strict += answer.text().equals(time.text()) ? 1 : 0;
        types += answer.type().equals(time.type()) ? 1 : 0;
        values += answer.value().equals(time.value()) ? 1 : 0;
      }
    }
    return new TimeScore(gold.size(), answers.size(), relaxed, strict, types, values);
  }

  private TimeScore plus(TimeScore other) {
    return new TimeScore(
        gold + other.gold,
        answers + other.answers,
        relaxed + other.relaxed,
        strict + other.strict,
        types + other.types,
        values + other.values);
  }

  double precision() {
    return ratio(relaxed, answers);
  }

  double recall() {
    return ratio(relaxed, gold);
  }

  double relaxedF() {
    return f(relaxed);
  }

  double strictF() {
    return f(strict);
  }

  double valueF() {
    return ratio(values, relaxed) * relaxedF();
  }

  double typeF() {
    return ratio(types, relaxed) * relaxedF();
  }

  private double f(int matches) {
    return ratio(2 * matches, gold + answers);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
