// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/** The numbers that a look-up has found, in an array used again and again. Used by one thread. */
final class Found {
  private static final int[] NONE = {};

  /** Up to so many are sorted by insertion. */
  private static final int FEW = 24;

  private int[] numbers = new int[16];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /** Adds a part of an array. */
  void addAll(int[] from, int at, int more) {
    if (count + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * (count + more));
    }
    for (int i = 0; i < more; i++) {
      numbers[count++] = from[at + i];
    }
  }

  int size() {
    return count;
  }

  int get(int index) {
    return numbers[index];
  }

  /** Puts them in order and each once; quick where most are in order already. */
  void sortOnce() {
    if (count > FEW) {
      Arrays.sort(numbers, 0, count);
    } else {
      for (int i = 1; i < count; i++) {
        int each = numbers[i];
        int at = i;
        for (; at > 0 && numbers[at - 1] > each; at--) {
          numbers[at] = numbers[at - 1];
        }
        numbers[at] = each;
      }
    }
    int n = Math.min(1, count);
    for (int i = 1; i < count; i++) {
      if (numbers[i] != numbers[n - 1]) {
        numbers[n++] = numbers[i];
      }
    }
    count = n;
  }

  /** Says which numbers are kept. */
  interface Wanted {
    boolean wants(int number);
  }

  /** Those that are wanted, as an array of their own. */
  int[] toArray(Wanted wanted) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (wanted.wants(numbers[i])) {
        numbers[n++] = numbers[i];
      }
    }
    count = n;
    return n == 0 ? NONE : Arrays.copyOf(numbers, n);
  }
}
