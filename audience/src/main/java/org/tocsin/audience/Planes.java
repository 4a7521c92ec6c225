// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The wishes and kinds of many watchers as bit planes: 26 planes of a bit a watcher, 3.25 bytes
 * each. A danger asks for a few of them, and 64 watchers are decided by one AND.
 *
 * <p>The planes of a minimum are cumulative: plane <i>k</i> of severity holds those who are
 * satisfied with the <i>k</i>-th worst, so one plane answers "at least". No plane is needed for the
 * worst, which satisfies everybody, nor for unknown, which meets every wish. A watcher without
 * categories stands in the planes of all.
 */
@SuppressWarnings("EnumOrdinal")
final class Planes {
  private static final int STEPS = 3;
  private static final int SEVERITY = 0;
  private static final int URGENCY = SEVERITY + STEPS;
  private static final int CERTAINTY = URGENCY + STEPS;
  private static final int CATEGORY = CERTAINTY + STEPS;
  private static final int KIND = CATEGORY + Category.values().length;

  /** How many planes. */
  static final int COUNT = KIND + WatcherKind.values().length;

  private Planes() {}

  /** The plane of a kind. */
  static int kind(WatcherKind kind) {
    return KIND + kind.code();
  }

  /** The bits of one watcher, the lowest for plane 0. */
  static int bits(Books.Profile profile) {
    Preferences wish = profile.preferences();
    int bits = 1 << kind(profile.kind());
    for (int step = 1; step <= STEPS; step++) {
      bits |= wish.minSeverity().ordinal() >= step ? 1 << (SEVERITY + step - 1) : 0;
      bits |= wish.minUrgency().ordinal() >= step ? 1 << (URGENCY + step - 1) : 0;
      bits |= wish.minCertainty().ordinal() >= step ? 1 << (CERTAINTY + step - 1) : 0;
    }
    int categories = Category.bits(wish.categories());
    int all = (1 << Category.values().length) - 1;
    return bits | (categories == 0 ? all : categories) << CATEGORY;
  }

  /**
   * The planes that a danger asks for: a watcher must stand in at least one of each group.
   *
   * @param groups planes, by group
   */
  record Asked(List<int[]> groups) {
    static Asked by(Danger danger) {
      List<int[]> groups = new ArrayList<>();
      minimum(groups, SEVERITY, danger.severity().ordinal());
      minimum(groups, URGENCY, danger.urgency().ordinal());
      minimum(groups, CERTAINTY, danger.certainty().ordinal());
      Set<Category> categories = danger.categories();
      if (!categories.isEmpty()) {
        groups.add(categories.stream().mapToInt(each -> CATEGORY + each.ordinal()).toArray());
      }
      Set<WatcherKind> kinds = danger.intendedKinds();
      if (!kinds.isEmpty()) {
        groups.add(kinds.stream().mapToInt(Planes::kind).toArray());
      }
      return new Asked(groups);
    }

    private static void minimum(List<int[]> groups, int first, int ordinal) {
      if (ordinal >= 1 && ordinal <= STEPS) {
        groups.add(new int[] {first + ordinal - 1});
      }
    }

    /** Whether one watcher's bits satisfy all groups. */
    boolean accepts(int bits) {
      for (int[] group : groups) {
        boolean any = false;
        for (int plane : group) {
          any |= (bits >>> plane & 1) != 0;
        }
        if (!any) {
          return false;
        }
      }
      return true;
    }
  }

  /** Fills the planes for rows with these bits. */
  static long[][] build(int rows, IntUnaryOperator bitsOf) {
    long[][] planes = new long[COUNT][(rows + 63) >> 6];
    Work.inParts(
        (rows + 63) >> 6,
        (first, end) -> {
          long[] square = new long[32];
          for (int w = first; w < end; w++) {
            Arrays.fill(square, 0);
            int top = Math.min(64, rows - (w << 6));
            for (int i = 0; i < top; i++) {
              long bits = Integer.toUnsignedLong(bitsOf.applyAsInt((w << 6) + i));
              square[i & 31] |= bits << (i & 32);
            }
            transpose(square);
            for (int p = 0; p < COUNT; p++) {
              planes[p][w] = square[p];
            }
          }
        });
    return planes;
  }

  /**
   * Turns two squares of 32 by 32 bits, side by side in 32 numbers, so that bit <i>j</i> of number
   * <i>i</i> becomes bit <i>i</i> of number <i>j</i>: quarters change places, then their quarters.
   */
  private static void transpose(long[] square) {
    long mask = 0x0000_FFFF_0000_FFFFL;
    for (int half = 16; half != 0; half >>= 1) {
      for (int k = 0; k < 32; k = (k + half + 1) & ~half) {
        long swap = ((square[k] >>> half) ^ square[k + half]) & mask;
        square[k] ^= swap << half;
        square[k + half] ^= swap;
      }
      mask ^= mask << (half >> 1);
    }
  }
}
