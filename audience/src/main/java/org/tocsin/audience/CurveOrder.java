// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * The order of rows along the curve: their keys ascending, and whose each is; rows of one key stay
 * in the order in which they came. Keys are dealt out by some of their bits at a time, the lowest
 * first (a radix sort): nothing is compared, and the work divides evenly among processors.
 *
 * @param keys ascending
 * @param rows the given number of the row of each key
 */
record CurveOrder(long[] keys, int[] rows) {
  /** Up to so many rows are put in their places one by one. */
  private static final int FEW = 48;

  /** Fewer rows than this are dealt out by one processor. */
  private static final int ALONE_MAX = 1 << 16;

  private static final int PARTS = 16;

  /** So many bits at a time: the ends of the heaps are to lie in the nearest cache. */
  private static final int BITS = 8;

  private static final int HEAPS = 1 << BITS;

  /**
   * Sorts.
   *
   * @param given the key of each row, none of them negative; what the array holds then is not told
   */
  static CurveOrder of(long[] given) {
    int[] rows = new int[given.length];
    Work.inParts(
        given.length,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            rows[row] = row;
          }
        });
    CurveOrder order = new CurveOrder(given, rows);
    if (given.length <= FEW) {
      order.insert();
      return order;
    }
    long differing = differingBits(given);
    CurveOrder other = new CurveOrder(new long[given.length], new int[given.length]);

    while (differing != 0) {
      int shift = Long.numberOfTrailingZeros(differing);
      order.deal(other, shift);
      CurveOrder swap = order;
      order = other;
      other = swap;
      differing = shift + BITS > 63 ? 0 : differing >>> (shift + BITS) << (shift + BITS);
    }
    return order;
  }

  /** The bits that are not the same in all keys; none if these are ascending already. */
  private static long differingBits(long[] keys) {
    long all = 0;
    long any = ~0L;
    long before = 0;
    boolean isAscending = true;
    for (long key : keys) {
      all |= key;
      any &= key;
      isAscending &= key >= before;
      before = key;
    }
    return isAscending ? 0 : all & ~any;
  }

  private void insert() {
    for (int i = 1; i < keys.length; i++) {
      long key = keys[i];
      int row = rows[i];
      int at = i;
      for (; at > 0 && keys[at - 1] > key; at--) {
        keys[at] = keys[at - 1];
        rows[at] = rows[at - 1];
      }
      keys[at] = key;
      rows[at] = row;
    }
  }

  /** Deals all out by some bits of their keys. */
  private void deal(CurveOrder to, int shift) {

    int parts = keys.length < ALONE_MAX ? 1 : PARTS;
    int[][] next = new int[parts][HEAPS];
    Work.inParts(
        keys.length,
        parts,
        (part, first, end) -> {
          int[] count = next[part];
          for (int i = first; i < end; i++) {
            count[(int) (keys[i] >>> shift & (HEAPS - 1))]++;
          }
        });
    int sum = 0;
    for (int heap = 0; heap < HEAPS; heap++) {
      for (int[] count : next) {
        int here = count[heap];
        count[heap] = sum;
        sum += here;
      }
    }
    Work.inParts(
        keys.length,
        parts,
        (part, first, end) -> {
          int[] at = next[part];
          for (int i = first; i < end; i++) {
            long key = keys[i];
            int place = at[(int) (key >>> shift & (HEAPS - 1))]++;
            to.keys[place] = key;
            to.rows[place] = rows[i];
          }
        });
  }
}
