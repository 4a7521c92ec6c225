// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.BitSet;
import java.util.Set;
import org.tocsin.bench.reading.AttributionCorpus.Stretch;

/**
 * How well spans were found, added up over documents. A span counts once a document, however many
 * attributions share it.
 *
 * @param gold spans of the gold
 * @param found spans of the answer
 * @param exact spans of both, from the first unit to the last
 * @param goldMet spans of the gold that an answer overlaps
 * @param foundMet answers that overlap a span of the gold
 * @param goldUnits UTF-16 units under the gold's spans
 * @param foundUnits units under the answer's
 * @param sharedUnits units under both
 */
record AttributionScore(
    long gold,
    long found,
    long exact,
    long goldMet,
    long foundMet,
    long goldUnits,
    long foundUnits,
    long sharedUnits) {
  static final AttributionScore NOTHING = new AttributionScore(0, 0, 0, 0, 0, 0, 0, 0);

  static AttributionScore of(Set<Stretch> gold, Set<Stretch> found) {
    BitSet wanted = units(gold);
    BitSet given = units(found);
    BitSet shared = units(gold);
    shared.and(given);
    return new AttributionScore(
        gold.size(),
        found.size(),
        found.stream().filter(gold::contains).count(),
        met(gold, found),
        met(found, gold),
        wanted.cardinality(),
        given.cardinality(),
        shared.cardinality());
  }

  private static long met(Set<Stretch> some, Set<Stretch> others) {
    return some.stream().filter(s -> others.stream().anyMatch(s::overlaps)).count();
  }

  private static BitSet units(Set<Stretch> spans) {
    BitSet units = new BitSet();
    spans.forEach(span -> units.set(span.start(), span.end()));
    return units;
  }

  AttributionScore plus(AttributionScore other) {
    return new AttributionScore(
        gold + other.gold,
        found + other.found,
        exact + other.exact,
        goldMet + other.goldMet,
        foundMet + other.foundMet,
        goldUnits + other.goldUnits,
        foundUnits + other.foundUnits,
        sharedUnits + other.sharedUnits);
  }

  double precision() {
    return share(exact, found);
  }

  double recall() {
    return share(exact, gold);
  }

  /** Of spans that are right to the unit. */
  double f() {
    return f(precision(), recall());
  }

  /** Of spans that overlap one of the other side. */
  double overlapF() {
    return f(share(foundMet, found), share(goldMet, gold));
  }

  /** Of the units under the spans. */
  double unitF() {
    return f(share(sharedUnits, foundUnits), share(sharedUnits, goldUnits));
  }

  private static double f(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
