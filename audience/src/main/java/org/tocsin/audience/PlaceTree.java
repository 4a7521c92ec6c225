// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Places by where they are: an immutable quadtree over the middles of their bounds, each node
 * knowing the box round all it holds. A change copies one path and shares the rest. Many places at
 * one spot are parted by the number of their watcher.
 */
final class PlaceTree {
  private static final int LEAF_SIZE = 64;

  /** Levels that halve the Earth, down to about half a metre; deeper ones part by number. */
  private static final int SPACE_LEVELS = 26;

  private static final int LEVELS = SPACE_LEVELS + 32;

  private final long minX;
  private final long minY;
  private final long maxX;
  private final long maxY;
  private final int size;
  private final Entry.Item @Nullable [] items;
  private final @Nullable PlaceTree @Nullable [] children;

  private PlaceTree(Entry.Item @Nullable [] items, @Nullable PlaceTree @Nullable [] children) {
    this.items = items;
    this.children = children;
    long west = Long.MAX_VALUE;
    long south = Long.MAX_VALUE;
    long east = Long.MIN_VALUE;
    long north = Long.MIN_VALUE;
    int count = 0;
    if (items != null) {
      count = items.length;
      for (Entry.Item item : items) {
        Bounds box = item.bounds();
        west = Math.min(west, box.minX());
        south = Math.min(south, box.minY());
        east = Math.max(east, box.maxX());
        north = Math.max(north, box.maxY());
      }
    }
    if (children != null) {
      for (PlaceTree child : children) {
        if (child != null) {
          count += child.size;
          west = Math.min(west, child.minX);
          south = Math.min(south, child.minY);
          east = Math.max(east, child.maxX);
          north = Math.max(north, child.maxY);
        }
      }
    }
    size = count;
    minX = west;
    minY = south;
    maxX = east;
    maxY = north;
  }

  static PlaceTree empty() {
    return new PlaceTree(new Entry.Item[0], null);
  }

  int size() {
    return size;
  }

  PlaceTree with(List<Entry.Item> added) {
    return added.isEmpty() ? this : with(this, added, 0);
  }

  private static PlaceTree with(@Nullable PlaceTree node, List<Entry.Item> added, int level) {
    List<Entry.Item> all = added;
    @Nullable PlaceTree[] parts = new @Nullable PlaceTree[4];
    if (node != null && node.items != null) {
      all = new ArrayList<>(Arrays.asList(node.items));
      all.addAll(added);
    } else if (node != null && node.children != null) {
      parts = node.children.clone();
    }
    boolean isLeaf = node == null || node.items != null;
    if (isLeaf && (all.size() <= LEAF_SIZE || level == LEVELS)) {
      return new PlaceTree(all.toArray(new Entry.Item[0]), null);
    }
    List<List<Entry.Item>> quarters =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Entry.Item item : all) {
      quarters.get(quarter(item, level)).add(item);
    }
    for (int q = 0; q < 4; q++) {
      if (!quarters.get(q).isEmpty()) {
        parts[q] = with(parts[q], quarters.get(q), level + 1);
      }
    }
    return new PlaceTree(null, parts);
  }

  PlaceTree without(Entry.Item item) {
    PlaceTree less = without(item, 0);
    return less == null ? empty() : less;
  }

  private @Nullable PlaceTree without(Entry.Item item, int level) {
    if (items != null) {
      List<Entry.Item> rest = new ArrayList<>(Arrays.asList(items));
      rest.removeIf(item::equals);
      return rest.isEmpty() ? null : new PlaceTree(rest.toArray(new Entry.Item[0]), null);
    }
    if (children == null) {
      return this;
    }
    @Nullable PlaceTree[] parts = children.clone();
    int q = quarter(item, level);
    PlaceTree child = parts[q];
    if (child != null) {
      parts[q] = child.without(item, level + 1);
    }
    return Arrays.stream(parts).allMatch(part -> part == null) ? null : new PlaceTree(null, parts);
  }

  private static int quarter(Entry.Item item, int level) {
    if (level >= SPACE_LEVELS) {
      return (int) (item.entry().watcher().id() >>> (2 * (level - SPACE_LEVELS))) & 3;
    }
    Bounds box = item.bounds();
    int shift = 31 - level;
    long x =
        Math.floorMod((box.minX() + box.maxX()) / 2 - Bounds.EARTH.minX(), Lattice.TURN) >>> shift;
    long y = ((box.minY() + box.maxY()) / 2 + Lattice.POLE) >>> shift;
    return (int) ((x & 1) | (y & 1) << 1);
  }

  /**
   * Gives all watchers with a place in the way of a danger to {@code sink}; one with several places
   * may be given several times.
   */
  void match(PreparedDanger danger, int[] candidates, Consumer<Entry> sink) {
    if (size == 0) {
      return;
    }
    Bounds box = new Bounds(minX, minY, maxX, maxY);
    int[] near = danger.areasNear(candidates, box);
    if (near.length == 0) {
      return;
    }
    if (danger.covers(near, box)) {
      forEach(item -> give(danger, item, sink));
      return;
    }
    if (items != null) {
      for (Entry.Item item : items) {
        if (danger.wants(item.entry()) && danger.meetsTime(item) && danger.meetsPlace(item, near)) {
          sink.accept(item.entry());
        }
      }
    }
    if (children != null) {
      for (PlaceTree child : children) {
        if (child != null) {
          child.match(danger, near, sink);
        }
      }
    }
  }

  private static void give(PreparedDanger danger, Entry.Item item, Consumer<Entry> sink) {
    if (danger.wants(item.entry()) && danger.meetsTime(item)) {
      sink.accept(item.entry());
    }
  }

  private void forEach(Consumer<Entry.Item> action) {
    if (items != null) {
      for (Entry.Item item : items) {
        action.accept(item);
      }
    }
    if (children != null) {
      for (PlaceTree child : children) {
        if (child != null) {
          child.forEach(action);
        }
      }
    }
  }
}
