// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * All watchers of an index at one instant. Places are kept in one tree a size class, so that a few
 * wide places do not spoil the boxes of the many small ones. Immutable.
 */
final class State implements AudienceSnapshot {
  /**
   * Upper width of each class in lattice steps, about 2 km, 20 km, 200 km; the last takes the rest.
   */
  private static final long[] CLASS_WIDTHS = {200_000, 2_000_000, 20_000_000};

  static final State EMPTY = new State(LongMap.empty(), noTrees());

  private final LongMap<Entry> entries;
  private final PlaceTree[] trees;

  private State(LongMap<Entry> entries, PlaceTree[] trees) {
    this.entries = entries;
    this.trees = trees;
  }

  private static PlaceTree[] noTrees() {
    PlaceTree[] trees = new PlaceTree[CLASS_WIDTHS.length + 1];
    Arrays.fill(trees, PlaceTree.empty());
    return trees;
  }

  State with(Collection<Watcher> added) {
    State state = this;
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
    return new State(map, next);
  }

  State without(long id) {
    Entry old = entries.get(id);
    if (old == null) {
      return this;
    }
    PlaceTree[] next = trees.clone();
    for (Entry.Item item : old.items()) {
      int c = sizeClass(item.bounds());
      next[c] = next[c].without(item);
    }
    return new State(entries.without(id), next);
  }

  private static int sizeClass(Bounds box) {
    long width = Math.max(box.maxX() - box.minX(), box.maxY() - box.minY());
    int c = 0;
    while (c < CLASS_WIDTHS.length && width > CLASS_WIDTHS[c]) {
      c++;
    }
    return c;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Optional<Watcher> find(long id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::watcher);
  }

  @Override
  public Audience pick(long... ids) {
    AudienceBuilder audience = new AudienceBuilder();
    for (long id : ids) {
      find(id).ifPresent(audience::add);
    }
    return audience.build(this::kindOf);
  }

  @Override
  public Audience match(Danger danger) {
    PreparedDanger prepared = new PreparedDanger(danger);
    AudienceBuilder audience = new AudienceBuilder();
    for (PlaceTree tree : trees) {
      tree.match(prepared, prepared.allAreas(), entry -> audience.add(entry.watcher()));
    }
    return audience.build(id -> kindOf(id));
  }

  private WatcherKind kindOf(long id) {
    return find(id).orElseThrow().kind();
  }

  @Override
  public Reason explain(Danger danger, long id) {
    return explainer(danger).apply(id);
  }

  @Override
  public LongFunction<Reason> explainer(Danger danger) {
    PreparedDanger prepared = new PreparedDanger(danger);
    return id -> {
      Entry entry = entries.get(id);
      return entry == null
          ? new Reason.NotMatched(Reason.Cause.UNKNOWN_WATCHER, "number " + id)
          : prepared.explain(entry);
    };
  }
}
