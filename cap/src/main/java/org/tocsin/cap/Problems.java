// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one message up to a limit. Not safe for several threads. */
final class Problems {
  private final List<Problem> list = new ArrayList<>();
  private final int max;

  Problems(int max) {
    this.max = max;
  }

  void add(Rule rule, Site site, String value, String message) {
    add(rule.problem(site, value, message));
  }

  /** Adds a breach that is graver or less grave than usual. */
  void add(Rule rule, ProblemSeverity severity, Site site, String value, String message) {
    add(rule.problem(severity, site.path(), site.line(), site.column(), value, message));
  }

  void add(Problem problem) {
    if (list.size() < max) {
      list.add(problem);
    }
  }

  /** The problems in the order of the text; those without a position keep their order. */
  List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return sorted;
  }
}
