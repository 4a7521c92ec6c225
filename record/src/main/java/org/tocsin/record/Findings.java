// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.List;

/** Words of which the first few are kept and all are counted. */
final class Findings {

  private static final int KEPT = 20;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String words) {
    if (first.size() < KEPT) {
      first.add(words);
    }
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  /** At most so many of them, then how many more there are. */
  String words(int most, String between) {
    List<String> some = first.subList(0, Math.min(most, first.size()));
    String told = String.join(between, some);
    return count > some.size() ? told + between + "and " + (count - some.size()) + " more" : told;
  }
}
