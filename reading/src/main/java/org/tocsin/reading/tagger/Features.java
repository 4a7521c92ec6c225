// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.Arrays;

/** Collects the hashed features of one thing, each once. Not thread-safe. */
final class Features {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private int[] all = new int[128];
  private int size;

  /** A hash of a word that is the same in every run. */
  static long hash(String word) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      h = (h ^ word.charAt(i)) * 0x100000001b3L;
    }
    return mix(h);
  }

  private static long mix(long h) {
    long x = h;
    x = (x ^ (x >>> 32)) * 0xd6e8feb86659fd93L;
    x = (x ^ (x >>> 32)) * 0xd6e8feb86659fd93L;
    return x ^ (x >>> 32);
  }

  void add(int template) {
    put(mix(template * GOLDEN));
  }

  void add(int template, long a) {
    put(mix(template * GOLDEN + a));
  }

  void add(int template, long a, long b) {
    put(mix(mix(template * GOLDEN + a) * GOLDEN + b));
  }

  private void put(long h) {
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    all[size++] = (int) h;
  }

  /** What was collected, sorted, each once; and begins anew. */
  int[] take() {
    Arrays.sort(all, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[kept++] = all[i];
      }
    }
    int[] taken = Arrays.copyOf(all, kept);
    size = 0;
    return taken;
  }
}
