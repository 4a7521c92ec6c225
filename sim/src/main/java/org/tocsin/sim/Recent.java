// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.util.ArrayDeque;
import java.util.List;

/** The last few of many. Thread-safe. */
final class Recent<T> {
  private final int max;
  private final ArrayDeque<T> kept = new ArrayDeque<>();

  Recent(int max) {
    this.max = max;
  }

  synchronized void add(T one) {
    if (max == 0) {
      return;
    }
    if (kept.size() == max) {
      kept.removeFirst();
    }
    kept.addLast(one);
  }

  /** Oldest first. */
  synchronized List<T> list() {
    return List.copyOf(kept);
  }
}
