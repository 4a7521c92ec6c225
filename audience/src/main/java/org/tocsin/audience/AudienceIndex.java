// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The watchers of a desk and the answer to "who is in the way?". Safe for any number of threads:
 * changes are made one after another, readers never wait and see each change whole. To ask several
 * questions of the same state, take a {@link #snapshot()}.
 *
 * <p>Everything is held in memory: a position in about 18 bytes (27 if it is one of several of a
 * watcher), and 4 to 14 more to find somebody by their id; anybody with other places in some
 * hundreds of bytes.
 */
public final class AudienceIndex implements AudienceSnapshot {
  private volatile State state = State.empty();
  private @Nullable Thread merging;

  /** An empty index. */
  public AudienceIndex() {}

  /**
   * Opens what {@link #save} wrote, without waiting for anything but memory: ten million watchers
   * in some seconds.
   *
   * @throws IOException if the file cannot be read, is of another version, or is damaged in any
   *     byte
   */
  public static AudienceIndex open(Path file) throws IOException {
    return of(SnapshotFile.read(file));
  }

  /**
   * Writes the watchers as they are now to a file, in place of one that is there. Changes go on
   * meanwhile. The file holds positions and wishes, so keep it where personal data may be.
   *
   * @throws IOException if it cannot be written; a file that was there is then left as it was
   */
  public void save(Path file) throws IOException {
    SnapshotFile.write(state, file);
  }

  static AudienceIndex of(State state) {
    AudienceIndex index = new AudienceIndex();
    index.state = state;
    return index;
  }

  /**
   * Divides the watchers as they are now among indexes by space, about as many to each; everybody
   * is in exactly one, so the union of their audiences is the audience of this one.
   *
   * @param shards 1 to 65,536
   */
  public List<AudienceIndex> split(int shards) {
    return Shards.split(state, shards);
  }

  /** Adds a watcher, or replaces the one with its id. */
  public synchronized void put(Watcher watcher) {
    State before = state;
    if (Rows.areFor(watcher)) {
      ShapedWatchers shaped = before.shaped().without(watcher.id());
      become(before.points().with(watcher), shaped);
    } else {
      ShapedWatchers shaped = before.shaped().with(List.of(watcher));
      become(before.points().without(watcher.id()), shaped);
    }
  }

  /**
   * Adds or replaces many at once, far cheaper than one by one: readers see all of them or none. Of
   * several with one id the last counts. Nobody to add leaves the {@link #snapshot()} as it is.
   */
  public void putAll(Collection<Watcher> watchers) {
    putAll(watchers.stream(), watchers.size());
  }

  /**
   * The same for a stream, whose watchers need not be in memory together.
   *
   * @param expected about how many they are
   */
  public synchronized void putAll(Stream<Watcher> watchers, int expected) {
    State before = state;
    Rows rows = new Rows(before.points().books, Math.max(0, expected));
    Map<Long, Watcher> others = new HashMap<>();
    watchers
        .sequential()
        .forEachOrdered(watcher -> {
          if (Rows.areFor(watcher)) {
            rows.add(watcher);
            others.remove(watcher.id());
          } else {
            others.put(watcher.id(), watcher);
          }
        });
    if (rows.size == 0 && others.isEmpty()) {
      return;
    }
    ShapedWatchers shaped = before.shaped();
    if (shaped.size() > 0) {
      for (int row = 0; row < rows.size; row++) {
        shaped = shaped.without(rows.id[row]);
      }
    }
    shaped = shaped.with(others.values());
    Points points = before.points().withAll(rows);
    for (long id : others.keySet()) {
      points = points.without(id);
    }
    become(points, shaped);
  }

  /**
   * Moves somebody who has one place, a position with a radius, and keeps all else as it is: the
   * quickest change. Of somebody with several places it is not known which is meant; put them anew.
   *
   * @return whether there is such a watcher; anybody else is left as they are
   */
  public synchronized boolean move(long id, Coordinates position) {
    State before = state;
    boolean isOnPole = Math.abs(position.y()) == Lattice.POLE;
    if (!isOnPole) {
      Points moved = before.points().moved(id, (int) position.x(), (int) position.y());
      if (moved != before.points()) {
        become(moved, before.shaped());
        return true;
      }
    }
    Optional<Watcher> other = before.find(id).flatMap(watcher -> moved(watcher, position));
    other.ifPresent(this::put);
    return other.isPresent();
  }

  private static Optional<Watcher> moved(Watcher watcher, Coordinates position) {
    if (watcher.places().size() == 1
        && watcher.places().getFirst().shape() instanceof Shape.PointRadius(_, double radius)) {
      Shape there = new Shape.PointRadius(position, radius);
      return Optional.of(
          watcher.withPlaces(List.of(new Place(there, watcher.places().getFirst().when()))));
    }
    return Optional.empty();
  }

  /** Removes a watcher; returns whether there was one. */
  public synchronized boolean remove(long id) {
    State before = state;
    Points points = before.points().without(id);
    ShapedWatchers shaped = before.shaped().without(id);
    if (points == before.points() && shaped == before.shaped()) {
      return false;
    }
    become(points, shaped);
    return true;
  }

  private void become(Points points, ShapedWatchers shaped) {
    boolean sameTables = points.tail == state.points().tail;
    state = new State(points, shaped);
    if (!sameTables) {
      mergeElsewhere();
    }
  }

  /** Lets another thread merge large tables if they have become too many. */
  private void mergeElsewhere() {
    Points now = state.points();
    int first = Merge.firstOf(now, now.pinned);
    if (merging != null || first == now.layers.length) {
      return;
    }
    Points then = now.pinned(now.layers.length);
    state = new State(then, state.shaped());
    merging =
        Thread.ofPlatform()
            .daemon()
            .name("audience-merge")
            .start(() -> mergeAndInstall(then, first));
  }

  private void mergeAndInstall(Points then, int first) {
    @Nullable Layer merged = null;
    try {
      merged = Merge.build(then, first);
    } finally {
      // When it failed, as for want of memory, the tables stay as they are until the next try.
      install(then, first, merged);
    }
  }

  private synchronized void install(Points then, int first, @Nullable Layer merged) {
    Points now = state.points();
    Points next = merged == null ? now.pinned(0) : Merge.install(now, then, first, merged);
    state = new State(next, state.shaped());
    merging = null;
    if (merged != null) {
      mergeElsewhere();
    }
  }

  /** The state now; for tests and measurements. */
  State state() {
    return state;
  }

  /** Waits until nothing is being merged; for tests and measurements. */
  void settle() throws InterruptedException {
    for (Thread thread = mergingThread(); thread != null; thread = mergingThread()) {
      thread.join();
    }
  }

  private synchronized @Nullable Thread mergingThread() {
    return merging;
  }

  /** The watchers as they are now; later changes do not show in it. */
  public AudienceSnapshot snapshot() {
    return state;
  }

  @Override
  public int size() {
    return state.size();
  }

  @Override
  public Optional<Watcher> find(long id) {
    return state.find(id);
  }

  @Override
  public LongFunction<Reason> explainer(Danger danger) {
    return snapshot().explainer(danger);
  }

  @Override
  public Audience pick(long... ids) {
    return snapshot().pick(ids);
  }

  @Override
  public Density density(Audience audience, int across) {
    return snapshot().density(audience, across);
  }

  @Override
  public Spread spread(long[] ids, int across, int fewest) {
    return snapshot().spread(ids, across, fewest);
  }

  @Override
  public Audience match(Danger danger) {
    return state.match(danger);
  }

  @Override
  public Reason explain(Danger danger, long id) {
    return state.explain(danger, id);
  }
}
