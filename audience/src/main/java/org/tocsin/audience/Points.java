// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.Optional;

/**
 * All point watchers of an index at one instant: tables, which of their rows are still alive, and
 * the changes since the last table was made. Immutable for readers. The thread that changes the
 * index makes the next state from the last one; the two share tables and {@link Tail}.
 *
 * <p>Every watcher is alive in at most one table or in one change of the tail, with all places, so
 * answers of the parts need no comparing.
 */
final class Points {
  /** More rows than this at once become a table of their own. */
  private static final int DIRECT = 512;

  final Books books;
  final Layer[] layers;

  /** Where each table begins among the words of a {@link RowSet}. */
  final int[] firstWord;

  /** So many layers, from the first, are being merged elsewhere and must stay as they are. */
  final int pinned;

  final Tail tail;

  /** How many rows of the tail count. */
  final int count;

  /** How many watchers. */
  final int size;

  /** Nobody yet. */
  Points(Books books) {
    this(books, new Layer[0], 0, new Tail(books), 0, 0);
  }

  private Points(Books books, Layer[] layers, int pinned, Tail tail, int count, int size) {
    this.books = books;
    this.layers = layers;
    this.pinned = pinned;
    this.tail = tail;
    this.count = count;
    this.size = size;
    firstWord = new int[layers.length];
    for (int t = 1; t < layers.length; t++) {
      firstWord[t] = firstWord[t - 1] + layers[t - 1].table().words();
    }
  }

  /** The state after one more change of the tail. */
  private Points(Points before, int size) {
    books = before.books;
    layers = before.layers;
    firstWord = before.firstWord;
    pinned = before.pinned;
    tail = before.tail;
    count = tail.rows.size;
    this.size = size;
  }

  /** These layers alone, with nothing in the tail. */
  private Points of(Layer[] next) {
    int living = Arrays.stream(next).mapToInt(Layer::watchers).sum();
    return new Points(books, next, pinned, new Tail(books), 0, living);
  }

  Optional<Watcher> find(long id) {
    int change = tail.find(id, count);
    if (change >= 0) {
      return tail.isRemoval(change)
          ? Optional.empty()
          : Optional.of(tail.rows.watcher(change, tail.next(change, count)));
    }
    Spot spot = spot(id);
    return spot.isNone()
        ? Optional.empty()
        : Optional.of(layers[spot.table].table().watcher(spot.row));
  }

  /** A row of a table that stands for somebody. */
  private record Spot(int table, int row) {
    static final Spot NONE = new Spot(-1, -1);

    boolean isNone() {
      return table < 0;
    }
  }

  /** The row of an id of which the tail says nothing. */
  private Spot spot(long id) {
    // Alive in one at most, and more likely in a large one, which are the first.
    for (int t = 0; t < layers.length; t++) {
      int row = layers[t].aliveRow(id);
      if (row >= 0) {
        return new Spot(t, row);
      }
    }
    return Spot.NONE;
  }

  /** With a point watcher added or replaced. */
  Points with(Watcher watcher) {
    int more = watcher.places().size();
    if (more > DIRECT) {
      Rows rows = new Rows(books, more);
      rows.add(watcher);
      return withAll(rows);
    }
    if (isFull(more)) {
      return flushed().with(watcher);
    }
    int earlier = tail.find(watcher.id(), count);
    Spot spot = earlier >= 0 ? Spot.NONE : spot(watcher.id());
    tail.rows.add(watcher);
    return entered(earlier, spot, true);
  }

  /** With somebody at another position; the same if nobody of one place has the id. */
  Points moved(long id, int x, int y) {
    int earlier = tail.find(id, count);
    Spot spot = earlier >= 0 ? Spot.NONE : spot(id);
    if (earlier >= 0 ? !isOnePlace(earlier) : !isOnePlace(spot)) {
      return this;
    }
    if (isFull(1)) {
      return flushed().moved(id, x, y);
    }
    Rows rows = tail.rows;
    if (earlier >= 0) {
      rows.add(id, x, y, rows.radius[earlier], rows.profile[earlier], rows.time[earlier], false);
    } else {
      layers[spot.table].table().copyTo(rows, spot.row, id, x, y, false);
    }
    return entered(earlier, spot, true);
  }

  private boolean isOnePlace(int change) {
    return !tail.isRemoval(change) && tail.next(change, count) == change + 1;
  }

  private boolean isOnePlace(Spot spot) {
    return !spot.isNone() && !layers[spot.table].table().siblings.isOne(spot.row);
  }

  /** Without somebody; the same if no point watcher has the id. */
  Points without(long id) {
    int earlier = tail.find(id, count);
    Spot spot = earlier >= 0 ? Spot.NONE : spot(id);
    if (earlier >= 0 ? tail.isRemoval(earlier) : spot.isNone()) {
      return this;
    }
    if (isFull(1)) {
      return flushed().without(id);
    }
    tail.addRemoval(id);
    return entered(earlier, spot, false);
  }

  /**
   * Whether the next change needs a new tail: this one has no room for its rows, or has rows that
   * are not ours because the change that made them failed before it was whole.
   */
  private boolean isFull(int more) {
    return count + more > Tail.CAPACITY || tail.rows.size != count;
  }

  private Points entered(int earlier, Spot spot, boolean isThere) {
    boolean wasThere = earlier >= 0 ? !tail.isRemoval(earlier) : !spot.isNone();
    if (!spot.isNone()) {
      tail.kill(count, spot.table, spot.row);
    }
    tail.enter(count, earlier);
    return new Points(this, size + (isThere ? 1 : 0) - (wasThere ? 1 : 0));
  }

  /** With many added or replaced; of several with one id the last counts. */
  Points withAll(Rows added) {
    if (added.size <= DIRECT) {
      Points points = this;
      for (int row = 0; row < added.size; row = added.end(row, added.size)) {
        points = points.with(added, row, added.end(row, added.size));
      }
      return points;
    }
    Points flushed = flushed();
    Layer layer = Layer.of(new PointTableBuilder(added));
    Layer[] next = Arrays.copyOf(flushed.layers, flushed.layers.length + 1);
    for (int t = 0; t < flushed.layers.length; t++) {
      next[t] = flushed.layers[t].without(layer.table());
    }
    next[flushed.layers.length] = layer;
    return flushed.of(next).compacted();
  }

  private Points with(Rows added, int row, int end) {
    if (isFull(end - row)) {
      return flushed().with(added, row, end);
    }
    int earlier = tail.find(added.id[row], count);
    Spot spot = earlier >= 0 ? Spot.NONE : spot(added.id[row]);
    tail.rows.addAll(added, row, end);
    return entered(earlier, spot, true);
  }

  /** The same with an empty tail. */
  Points flushed() {
    if (count == 0 && tail.rows.size == 0) {
      return this;
    }
    Layer.Changed[] changed = new Layer.Changed[layers.length];
    Arrays.setAll(changed, t -> new Layer.Changed(layers[t]));
    Rows rows = new Rows(books, count);
    for (int change = 0; change < count; change = tail.next(change, count)) {
      int t = tail.killedTable(change);
      if (t >= 0) {
        changed[t].kill(tail.killedRow(change));
      }
      if (tail.isAlive(change, count)) {
        rows.addAll(tail.rows, change, tail.next(change, count));
      }
    }
    Layer[] next = new Layer[layers.length + (rows.size == 0 ? 0 : 1)];
    for (int t = 0; t < layers.length; t++) {
      next[t] = changed[t].layer();
    }
    if (rows.size > 0) {
      next[layers.length] = Layer.of(new PointTableBuilder(rows));
    }
    return of(next).compacted();
  }

  /** All watchers, along the curve. */
  Rows rows() {
    Points flushed = flushed();
    Layer one = flushed.layers.length == 1 ? flushed.layers[0] : Merge.build(flushed, 0);
    Rows rows = new Rows(books, one.living());
    one.copyTo(rows);
    return rows;
  }

  /** With small tables merged, so that their number stays small. */
  private Points compacted() {
    Points points = this;
    for (int first = Merge.firstOf(points, pinned);
        first < points.layers.length && Merge.rows(points, first) <= Merge.SMALL;
        first = Merge.firstOf(points, pinned)) {
      points = points.replaced(first, points.layers.length, Merge.build(points, first));
    }
    return points;
  }

  /** With the layers from one to before another replaced by one, or by none if it is empty. */
  Points replaced(int first, int end, Layer merged) {
    int one = merged.living() == 0 ? 0 : 1;
    int after = layers.length - end;
    Layer[] fewer = Arrays.copyOf(layers, first + one + after);
    if (one == 1) {
      fewer[first] = merged;
    }
    System.arraycopy(layers, end, fewer, first + one, after);
    return of(fewer);
  }

  /** The same with so many layers pinned. */
  Points pinned(int layersPinned) {
    return new Points(books, layers, layersPinned, tail, count, size);
  }
}
