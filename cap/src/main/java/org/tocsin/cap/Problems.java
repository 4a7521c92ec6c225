// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Collects the problems of one message up to a limit. Where a problem stands is worked out at the
 * end, for all of them in the order of the text. Not safe for several threads.
 */
final class Problems {
  private final List<Found> list = new ArrayList<>(0);
  private final int max;

  Problems(int max) {
    this.max = max;
  }

  /** A problem whose position has still to be worked out, or one that is complete. */
  private sealed interface Found {
    Problem problem();

    int order();

    /** Its place in the document; grows with line and column. */
    long spot();
  }

  private record At(Rule rule, ProblemSeverity severity, Site site, String value, String message)
      implements Found {
    @Override
    public Problem problem() {
      return rule.problem(severity, site.path(), site.line(), site.column(), value, message);
    }

    @Override
    public int order() {
      return site.order();
    }

    @Override
    public long spot() {
      return Problems.spot(site.line(), site.column());
    }
  }

  private record Complete(Problem problem) implements Found {
    @Override
    public int order() {
      return 0;
    }

    @Override
    public long spot() {
      return Problems.spot(problem.line(), problem.column());
    }
  }

  void add(Rule rule, Site site, String value, String message) {
    add(rule, rule.severity(), site, value, message);
  }

  /** Adds a breach that is graver or less grave than usual. */
  void add(Rule rule, ProblemSeverity severity, Site site, String value, String message) {
    add(new At(rule, severity, site, value, message));
  }

  void add(Problem problem) {
    add(new Complete(problem));
  }

  private void add(Found found) {
    if (list.size() < max) {
      list.add(found);
    }
  }

  /** A place in a document; grows with line and column. */
  static long spot(int line, int column) {
    return ((long) line << 32) + column;
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Moves those that stand from one spot to before another into another collection. */
  void moveTo(Problems other, long from, long end) {
    for (Iterator<Found> each = list.iterator(); each.hasNext(); ) {
      Found found = each.next();
      long spot = found.spot();
      if (spot >= from && spot < end) {
        other.add(found);
        each.remove();
      }
    }
  }

  /** Moves all into another collection. */
  void moveTo(Problems other) {
    list.forEach(other::add);
    list.clear();
  }

  /** The problems in the order of the text; those without a position keep their order. */
  List<Problem> sorted() {
    if (list.isEmpty()) {
      return List.of();
    }
    List<Found> inOrder = new ArrayList<>(list);
    inOrder.sort(Comparator.comparingInt(Found::order));
    List<Problem> sorted = new ArrayList<>(list.size());
    for (Found found : inOrder) {
      sorted.add(found.problem());
    }
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return sorted;
  }
}
