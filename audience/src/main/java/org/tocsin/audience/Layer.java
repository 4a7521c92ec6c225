// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * A table and which of its rows still say where somebody is. Immutable by agreement.
 *
 * @param table the rows
 * @param alive a bit for each row
 * @param living how many bits are set
 * @param watchers for how many watchers they stand
 */
record Layer(PointTable table, long[] alive, int living, int watchers) {

  /** A new table; of several watchers of one id the last given is alive. */
  static Layer of(PointTableBuilder built) {
    int living = 0;
    for (long word : built.alive) {
      living += Long.bitCount(word);
    }
    int watchers = built.siblings.isNone() ? living : built.siblings.watchers(built.alive);
    return new Layer(built.table(), built.alive, living, watchers);
  }

  boolean isAlive(int row) {
    return (alive[row >> 6] >>> row & 1) != 0;
  }

  /** The row that stands for an id, if it is alive; else -1. */
  int aliveRow(long id) {
    int row = table.ids.row(id);
    return row >= 0 && isAlive(row) ? row : -1;
  }

  /** Adds all watchers that are alive to others. */
  void copyTo(Rows rows) {
    long[] further = table.siblings.furtherRows();
    for (int word = 0; word < alive.length; word++) {
      long firsts = further.length == 0 ? alive[word] : alive[word] & ~further[word];
      for (long rest = firsts; rest != 0; rest &= rest - 1) {
        table.copyTo(rows, (word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  /** This layer without those whose places the rows of another take. */
  Layer without(PointTable replacing) {
    Changed changed = new Changed(this);
    boolean isFew = replacing.size < table.size;
    Ids few = isFew ? replacing.ids : table.ids;
    Ids many = isFew ? table.ids : replacing.ids;
    for (int row = 0; row < Math.min(replacing.size, table.size); row++) {
      int other = many.row(few.at(row));
      if (other >= 0) {
        changed.kill(isFew ? other : row);
      }
    }
    return changed.layer();
  }

  /** A layer being changed: the bits are copied when the first one falls. */
  static final class Changed {
    private final Layer before;
    private long[] alive;
    private int living;
    private int watchers;
    private boolean isCopy;

    Changed(Layer before) {
      this.before = before;
      alive = before.alive;
      living = before.living;
      watchers = before.watchers;
    }

    /** Takes out the watcher of a row, with all rows. */
    void kill(int row) {
      if ((alive[row >> 6] >>> row & 1) == 0) {
        return;
      }
      alive = isCopy ? alive : alive.clone();
      isCopy = true;
      watchers--;
      Siblings siblings = before.table.siblings;
      int at = row;
      do {
        alive[at >> 6] &= ~(1L << at);
        living--;
        at = siblings.next(at);
      } while (at != row);
    }

    Layer layer() {
      return isCopy ? new Layer(before.table, alive, living, watchers) : before;
    }
  }
}
