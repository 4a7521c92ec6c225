// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cohen's kappa: agreement of two people on categories, beyond what chance would give. */
final class Kappa {
  private static final String NOTHING = "nothing";

  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, Integer> second = new HashMap<>();
  private int same;
  private int all;

  void add(String one, String other) {
    first.merge(one, 1, Integer::sum);
    second.merge(other, 1, Integer::sum);
    same += one.equals(other) ? 1 : 0;
    all++;
  }

  /** Between -1 and 1; one when there is nothing to disagree about. */
  double value() {
    if (all == 0) {
      return 1;
    }
    double chance = 0;
    for (Map.Entry<String, Integer> category : first.entrySet()) {
      chance +=
          (double) category.getValue() * second.getOrDefault(category.getKey(), 0) / all / all;
    }
    double observed = (double) same / all;
    return chance >= 1 ? 1 : (observed - chance) / (1 - chance);
  }

  /**
   * Counts the types that two people gave to the same stretches of text. What only one of them
   * marked counts as "nothing" for the other; what neither marked does not count, so that the value
   * is lower than one over all sentences would be.
   */
  void addTypes(List<Mark> one, List<Mark> other) {
    Set<Mark> left = new HashSet<>();
    Set<Mark> right = new HashSet<>();
    for (Score.Pair pair : Score.pairs(one, other)) {
      if (pair.gold().isPresent() && pair.found().isPresent()) {
        add(pair.gold().get().typeName(), pair.found().get().typeName());
      } else {
        pair.gold().ifPresent(left::add);
        pair.found().ifPresent(right::add);
      }
    }
    List<Mark> rest = new ArrayList<>(one.stream().filter(left::contains).toList());
    List<Mark> others = new ArrayList<>(other.stream().filter(right::contains).toList());
    for (Mark mark : rest) {
      Mark partner =
          others.stream().filter(o -> Score.isSamePlace(mark, o)).findFirst().orElse(null);
      add(mark.typeName(), partner == null ? NOTHING : partner.typeName());
      if (partner != null) {
        others.remove(partner);
      }
    }
    others.forEach(mark -> add(NOTHING, mark.typeName()));
  }

  /** Counts the voices of the statements that both marked. */
  void addVoices(List<Mark> one, List<Mark> other) {
    for (Score.Pair pair : Score.pairs(one, other)) {
      if (pair.gold().isPresent() && pair.found().isPresent()) {
        add(pair.gold().get().voice().name(), pair.found().get().voice().name());
      }
    }
  }
}
