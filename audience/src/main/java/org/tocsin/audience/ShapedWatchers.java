// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The watchers of an index at one instant who have another place than a position with a radius, or
 * none. Places are kept in one tree a size class, so that a few wide places do not spoil the boxes
 * of the many small ones. Some hundreds of bytes a watcher. Immutable.
 */
final class ShapedWatchers {
  /**
   * Upper width of each class in lattice steps, about 2 km, 20 km, 200 km; the last takes the rest.
   */
  private static final long[] CLASS_WIDTHS = {200_000, 2_000_000, 20_000_000};

  static final ShapedWatchers EMPTY = new ShapedWatchers(LongMap.empty(), noTrees());

  private final LongMap<Entry> entries;
  private final PlaceTree[] trees;

  private ShapedWatchers(LongMap<Entry> entries, PlaceTree[] trees) {
    this.entries = entries;
    this.trees = trees;
  }

  private static PlaceTree[] noTrees() {
    PlaceTree[] trees = new PlaceTree[CLASS_WIDTHS.length + 1];
    Arrays.fill(trees, PlaceTree.empty());
    return trees;
  }

  /** With watchers added or replaced. */
  ShapedWatchers with(Collection<Watcher> added) {
    ShapedWatchers state = this;
    LongMap<Entry> map = entries;
    List<List<Entry.Item>> byClass = new ArrayList<>();
    Arrays.stream(trees).forEach(tree -> byClass.add(new ArrayList<>()));
    for (Watcher watcher : added) {
      Entry entry = new Entry(watcher);
      state = state.without(watcher.id());
      map = map.with(watcher.id(), entry);
      for (Entry.Item item : entry.items()) {
        byClass.get(sizeClass(item.bounds())).add(item);
      }
    }
    PlaceTree[] next = state.trees.clone();
    for (int c = 0; c < next.length; c++) {
      next[c] = next[c].with(byClass.get(c));
    }
    return new ShapedWatchers(map, next);
  }

  /** Without somebody; the same if none of these has the id. */
  ShapedWatchers without(long id) {
    Entry old = entries.get(id);
    if (old == null) {
      return this;
    }
    PlaceTree[] next = trees.clone();
    for (Entry.Item item : old.items()) {
      int c = sizeClass(item.bounds());
      next[c] = next[c].without(item);
    }
    return new ShapedWatchers(entries.without(id), next);
  }

  private static int sizeClass(Bounds box) {
    long width = Math.max(box.maxX() - box.minX(), box.maxY() - box.minY());
    int c = 0;
    while (c < CLASS_WIDTHS.length && width > CLASS_WIDTHS[c]) {
      c++;
    }
    return c;
  }

  int size() {
    return entries.size();
  }

  Optional<Entry> find(long id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** All of them, ascending by id. */
  List<Watcher> all() {
    List<Watcher> all = new ArrayList<>(size());
    entries.forEach(entry -> all.add(entry.watcher()));
    all.sort(Comparator.comparingLong(Watcher::id));
    return all;
  }

  /** Gives those in the way of a danger. */
  void match(PreparedDanger danger, AudienceBuilder audience) {
    for (PlaceTree tree : trees) {
      tree.match(danger, danger.allAreas(), entry -> audience.add(entry.watcher()));
    }
  }
}
