// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/** Collects watchers in any order, repeats allowed. */
final class AudienceBuilder {
  private long[] ids = new long[64];
  private byte[] kinds = new byte[64];
  private int size;

  void add(Watcher watcher) {
    add(watcher.id(), watcher.kind());
  }

  void add(long id, WatcherKind kind) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    ids[size] = id;
    kinds[size++] = kind.code();
  }

  Audience build() {
    return Audience.of(listing());
  }

  /** Those so far, each once, by id. */
  Listing listing() {
    return Listing.of(ids, kinds, size);
  }
}
