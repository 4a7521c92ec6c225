// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Ids in ascending order without repeats, and the code of each one's kind. Immutable by agreement.
 */
record Listing(long[] ids, byte[] kinds) {
  static final Listing EMPTY = new Listing(new long[0], new byte[0]);

  /** Up to so many places an id, sorting by counting is quicker than comparing. */
  private static final int SPARSEST = 32;

  /** Takes ids in any order, repeats of the same kind allowed. */
  static Listing of(long[] ids, byte[] kinds, int size) {
    if (size == 0) {
      return EMPTY;
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, ids[i]);
      most = Math.max(most, ids[i]);
    }
    long range = most - least;
    if (Long.compareUnsigned(range, Math.min((long) SPARSEST * size, 1L << 30)) < 0) {
      return counted(ids, kinds, size, least, (int) range + 1);
    }
    return Long.compareUnsigned(range, 1L << 60) < 0
        ? packed(ids, kinds, size, least)
        : compared(ids, kinds, size);
  }

  private static Listing counted(long[] ids, byte[] kinds, int size, long least, int places) {
    byte[] there = new byte[places];
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      int place = (int) (ids[i] - least);
      distinct += there[place] == 0 ? 1 : 0;
      there[place] = (byte) (kinds[i] + 1);
    }
    Listing listing = new Listing(new long[distinct], new byte[distinct]);
    int n = 0;
    for (int place = 0; place < places; place++) {
      if (there[place] != 0) {
        listing.ids[n] = least + place;
        listing.kinds[n++] = (byte) (there[place] - 1);
      }
    }
    return listing;
  }

  private static Listing packed(long[] ids, byte[] kinds, int size, long least) {
    long[] packed = new long[size];
    for (int i = 0; i < size; i++) {
      packed[i] = (ids[i] - least) << 3 | kinds[i];
    }
    Arrays.parallelSort(packed);
    long[] sorted = new long[size];
    byte[] sortedKinds = new byte[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || packed[i] >>> 3 != packed[i - 1] >>> 3) {
        sorted[n] = (packed[i] >>> 3) + least;
        sortedKinds[n++] = (byte) (packed[i] & 7);
      }
    }
    return new Listing(Arrays.copyOf(sorted, n), Arrays.copyOf(sortedKinds, n));
  }

  private static Listing compared(long[] ids, byte[] kinds, int size) {
    long[] sorted = Arrays.copyOf(ids, size);
    Arrays.sort(sorted);
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[n++] = sorted[i];
      }
    }
    long[] distinct = Arrays.copyOf(sorted, n);
    byte[] sortedKinds = new byte[n];
    for (int i = 0; i < size; i++) {
      sortedKinds[Arrays.binarySearch(distinct, ids[i])] = kinds[i];
    }
    return new Listing(distinct, sortedKinds);
  }

  /** Which ids of two listings to take; where both have one, its kind is the one here. */
  Listing select(Listing other, boolean onlyHere, boolean both, boolean onlyThere) {
    long[] out = new long[(onlyHere || both ? ids.length : 0) + (onlyThere ? other.ids.length : 0)];
    byte[] outKinds = new byte[out.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < ids.length || j < other.ids.length) {
      boolean here = j == other.ids.length || (i < ids.length && ids[i] <= other.ids[j]);
      boolean there = i == ids.length || (j < other.ids.length && other.ids[j] <= ids[i]);
      boolean wanted = (here && there) ? both : (here ? onlyHere : onlyThere);
      if (wanted) {
        out[n] = here ? ids[i] : other.ids[j];
        outKinds[n++] = here ? kinds[i] : other.kinds[j];
      }
      i += here ? 1 : 0;
      j += there ? 1 : 0;
    }
    return n == 0 ? EMPTY : new Listing(Arrays.copyOf(out, n), Arrays.copyOf(outKinds, n));
  }
}
