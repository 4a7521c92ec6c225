// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * A set of rows as the words of a long bit set, without most of the empty ones, with their
 * positions ascending: an audience of a million on end takes some 16,000 words, one of ten far
 * apart ten. Immutable.
 */
final class RowSet {
  static final RowSet EMPTY = new RowSet(new int[0], new long[0], 0);

  private final int[] words;
  private final long[] masks;
  private final int count;

  private RowSet(int[] words, long[] masks, int count) {
    this.words = words;
    this.masks = masks;
    this.count = count;
  }

  /** How many words are kept. */
  int count() {
    return count;
  }

  /** The position of a word: row 0 is the lowest bit of word 0. */
  int word(int index) {
    return words[index];
  }

  long mask(int index) {
    return masks[index];
  }

  /** The index of a word, or of the next one if it is empty. */
  int firstFrom(int word) {
    int at = Arrays.binarySearch(words, 0, count, word);
    return at < 0 ? ~at : at;
  }

  /** Takes a row out; only before the set is shared. */
  void clear(int word, int bit) {
    int at = Arrays.binarySearch(words, 0, count, word);
    if (at >= 0) {
      masks[at] &= ~(1L << bit);
    }
  }

  boolean contains(int word, int bit) {
    int at = Arrays.binarySearch(words, 0, count, word);
    return at >= 0 && (masks[at] >>> bit & 1) != 0;
  }

  int size() {
    int size = 0;
    for (int i = 0; i < count; i++) {
      size += Long.bitCount(masks[i]);
    }
    return size;
  }

  /** How to combine two sets, 64 rows at a time. */
  interface Combine {
    long of(long here, long there);
  }

  RowSet combine(RowSet other, Combine how) {
    Builder out = new Builder(count + other.count);
    int i = 0;
    int j = 0;
    while (i < count || j < other.count) {
      int here = i < count ? words[i] : Integer.MAX_VALUE;
      int there = j < other.count ? other.words[j] : Integer.MAX_VALUE;
      int word = Math.min(here, there);
      out.add(word, how.of(here == word ? masks[i] : 0, there == word ? other.masks[j] : 0));
      i += here == word ? 1 : 0;
      j += there == word ? 1 : 0;
    }
    return out.build();
  }

  /** Collects words; in ascending order quickly, in any other too. */
  static final class Builder {
    private int[] words;
    private long[] masks;
    private int count;
    private boolean isAscending = true;

    Builder(int capacity) {
      words = new int[capacity];
      masks = new long[capacity];
    }

    void add(int word, long mask) {
      if (mask == 0) {
        return;
      }
      if (count > 0 && words[count - 1] == word) {
        masks[count - 1] |= mask;
        return;
      }
      if (count == words.length) {
        int capacity = Math.max(64, 2 * count);
        words = Arrays.copyOf(words, capacity);
        masks = Arrays.copyOf(masks, capacity);
      }
      isAscending &= count == 0 || words[count - 1] < word;
      words[count] = word;
      masks[count++] = mask;
    }

    /** Adds all words of a set. */
    void addAll(RowSet set) {
      for (int i = 0; i < set.count; i++) {
        add(set.words[i], set.masks[i]);
      }
    }

    RowSet build() {
      if (isAscending) {
        return count == 0 ? EMPTY : new RowSet(words, masks, count);
      }
      long[] order = new long[count];
      for (int i = 0; i < count; i++) {
        order[i] = (long) words[i] << 32 | i;
      }
      Arrays.sort(order);
      Builder sorted = new Builder(count);
      for (long each : order) {
        sorted.add((int) (each >>> 32), masks[(int) each]);
      }
      return sorted.build();
    }
  }
}
