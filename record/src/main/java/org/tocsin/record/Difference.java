// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Says in words how one sequence of entries became another, from the first entry that differs: one
 * was changed, some were dropped or inserted, or two changed places.
 *
 * <p>It looks at most 256 entries ahead, so entries moved farther count as changed.
 */
final class Difference {

  private static final int AHEAD = 256;

  private final LongFunction<Optional<Hash>> here;
  private final LongFunction<Optional<Hash>> right;

  private Difference(LongFunction<Optional<Hash>> here, LongFunction<Optional<Hash>> right) {
    this.here = here;
    this.right = right;
  }

  /**
   * The words, without a full stop.
   *
   * @param first the first index at which the two differ
   * @param here the leaf hashes of what is judged, none beyond its end
   * @param right the leaf hashes of what it is judged by, none beyond its end
   */
  static String words(
      long first, LongFunction<Optional<Hash>> here, LongFunction<Optional<Hash>> right) {
    return new Difference(here, right).words(first);
  }

  private String words(long first) {
    if (here.apply(first).isEmpty()) {
      return "everything from entry " + first + " on was cut off";
    }
    if (right.apply(first).isEmpty()) {
      return "entries were added at the end, from entry " + first + " on";
    }
    for (int ahead = 1; ahead <= AHEAD; ahead++) {
      boolean later = same(first, first + ahead);
      boolean earlier = same(first + ahead, first);
      if (later && earlier) {
        return "entries " + first + " and " + (first + ahead) + " changed places (reordered)";
      }
      if (later) {
        return count(ahead) + " dropped from entry " + first + " on";
      }
      if (earlier) {
        return count(ahead) + " inserted at entry " + first;
      }
    }
    return "entry " + first + " was changed";
  }

  private static String count(int entries) {
    return entries == 1 ? "1 entry was" : entries + " entries were";
  }

  private boolean same(long indexHere, long indexRight) {
    Optional<Hash> hash = here.apply(indexHere);
    return hash.isPresent() && hash.equals(right.apply(indexRight));
  }
}
