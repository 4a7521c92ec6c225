// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * The ids of a table's rows, and the row of an id. Four bytes an id when all lie within 2^32 of
 * each other, else eight; the way back takes four bytes a place of a table that is at least three
 * eighths full. Immutable once built.
 */
final class Ids {
  /** Up to so many places a row, places stand for ids one after another and nothing is hashed. */
  private static final int DIRECT = 2;

  /** Bits of the sieve an id, at least. */
  private static final int SIEVE_BITS = 12;

  /** Tables of more rows have no sieve: it would not lie in a cache, and they are asked last. */
  private static final int SIEVED_MAX = 1 << 22;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int size;
  private final long least;
  private final int[] narrow;
  private final long[] wide;

  /** 0, or a row plus 1. */
  private final int[] places;

  /** How many bits of a hash are dropped; 0 when places stand for ids themselves. */
  private final int shift;

  /**
   * A bit for the hash of each id, one in at least {@link #SIEVE_BITS} set: most ids that are not
   * here are told by it, without a look at the places. A change asks the tables of all earlier
   * changes for its id, and all but one do not have it. Empty where most ids asked for are here.
   */
  private final long[] sieve;

  private final int sieveShift;

  private Ids(
      int size, long least, int[] narrow, long[] wide, int[] places, int shift, int sieveBits) {
    this.size = size;
    this.least = least;
    this.narrow = narrow;
    this.wide = wide;
    this.places = places;
    this.shift = shift;
    sieve = new long[sieveBits == 0 ? 0 : 1 << (sieveBits - 6)];
    sieveShift = 64 - sieveBits;
  }

  /**
   * Takes the ids of rows.
   *
   * @param passedOver a bit for each row that its id shall not mean; empty for none
   * @param repeated is told two rows of one id and returns the one that the id shall mean
   */
  static Ids of(long[] ids, long[] passedOver, IntBinaryOperator repeated) {
    int n = ids.length;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (long id : ids) {
      least = Math.min(least, id);
      most = Math.max(most, id);
    }
    int entered = n;
    for (long word : passedOver) {
      entered -= Long.bitCount(word);
    }
    // The difference of two longs may not fit one; as an unsigned number it does.
    long range = most - least;
    boolean isNarrow = n == 0 || Long.compareUnsigned(range, 0xFFFF_FFFFL) <= 0;
    boolean isDirect =
        n > 0 && Long.compareUnsigned(range, Math.min((long) DIRECT * entered, 1L << 30)) < 0;
    int bits = Math.max(4, bits(entered + (long) entered / 3));
    int[] narrow = new int[isNarrow ? n : 0];
    if (isNarrow) {
      for (int row = 0; row < n; row++) {
        narrow[row] = (int) (ids[row] - least);
      }
    }
    Ids made =
        new Ids(
            n,
            least,
            narrow,
            isNarrow ? new long[0] : ids,
            new int[isDirect ? (int) range + 1 : 1 << bits],
            isDirect ? 0 : 64 - bits,
            isDirect || entered > SIEVED_MAX ? 0 : bits(Math.max(64, SIEVE_BITS * entered)));
    for (int row = 0; row < n; row++) {
      if (passedOver.length == 0 || (passedOver[row >> 6] >>> row & 1) == 0) {
        made.enter(ids[row], row, repeated);
      }
    }
    return made;
  }

  /** How many bits a number has. */
  private static int bits(long number) {
    return 64 - Long.numberOfLeadingZeros(number);
  }

  private void enter(long id, int row, IntBinaryOperator repeated) {
    int at = first(id);
    if (sieve.length > 0) {
      long bit = sieveBit(id);
      sieve[(int) (bit >>> 6)] |= 1L << bit;
    }
    while (shift != 0 && places[at] != 0 && at(places[at] - 1) != id) {
      at = next(at);
    }
    places[at] = 1 + (places[at] == 0 ? row : repeated.applyAsInt(places[at] - 1, row));
  }

  private int first(long id) {
    return shift == 0 ? (int) (id - least) : (int) ((id * GOLDEN) >>> shift);
  }

  private long sieveBit(long id) {
    return (id * GOLDEN) >>> sieveShift;
  }

  private int next(int at) {
    return at + 1 == places.length ? 0 : at + 1;
  }

  /** The id of a row. */
  long at(int row) {
    return wide.length == 0 ? least + Integer.toUnsignedLong(narrow[row]) : wide[row];
  }

  /** The row of an id; -1 when none has it. */
  int row(long id) {
    if (shift == 0 && Long.compareUnsigned(id - least, places.length) >= 0) {
      return -1;
    }
    if (shift == 0) {
      return places[first(id)] - 1;
    }
    if (sieve.length > 0) {
      long bit = sieveBit(id);
      if ((sieve[(int) (bit >>> 6)] >>> bit & 1) == 0) {
        return -1;
      }
    }
    int at = first(id);
    while (places[at] != 0) {
      if (at(places[at] - 1) == id) {
        return places[at] - 1;
      }
      at = next(at);
    }
    return -1;
  }

  /** All ids, by row, in a new array. */
  long[] toArray() {
    long[] all = wide.length == 0 ? new long[size] : Arrays.copyOf(wide, size);
    if (wide.length == 0) {
      Arrays.setAll(all, this::at);
    }
    return all;
  }

  /** Bytes of the ids themselves. */
  long idBytes() {
    return 4L * narrow.length + 8L * wide.length;
  }

  /** Bytes of the way back from an id to its row. */
  long placeBytes() {
    return 4L * places.length + 8L * sieve.length;
  }
}
