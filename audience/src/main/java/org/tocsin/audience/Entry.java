// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/** A watcher made ready for matching. Immutable. */
final class Entry {
  private final Watcher watcher;
  private final int categories;
  private final List<Item> items;

  Entry(Watcher watcher) {
    this.watcher = watcher;
    this.categories = Category.bits(watcher.preferences().categories());
    List<Item> made = new ArrayList<>(watcher.places().size());
    for (Place place : watcher.places()) {
      made.add(new Item(this, place.when(), Ground.of(place.shape())));
    }
    this.items = List.copyOf(made);
  }

  /** One place of a watcher. */
  record Item(Entry entry, When when, Ground ground) {
    Bounds bounds() {
      return ground.bounds();
    }
  }

  Watcher watcher() {
    return watcher;
  }

  int categories() {
    return categories;
  }

  List<Item> items() {
    return items;
  }
}
