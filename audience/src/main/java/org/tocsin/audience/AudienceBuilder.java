// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.function.LongFunction;

/** Collects watchers in any order, repeats allowed. */
final class AudienceBuilder {
  private long[] ids = new long[64];
  private int size;

  void add(Watcher watcher) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = watcher.id();
  }

  Audience build(LongFunction<WatcherKind> kindOf) {
    if (size == 0) {
      return Audience.nobody();
    }
    Arrays.sort(ids, 0, size);
    int distinct = 1;
    for (int i = 1; i < size; i++) {
      if (ids[i] != ids[i - 1]) {
        ids[distinct++] = ids[i];
      }
    }
    long[] sorted = Arrays.copyOf(ids, distinct);
    byte[] kinds = new byte[distinct];
    for (int i = 0; i < distinct; i++) {
      kinds[i] = kindOf.apply(sorted[i]).code();
    }
    return new Audience(sorted, kinds);
  }
}
