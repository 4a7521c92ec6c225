// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * The latest changes of point watchers, in the order in which they were made, until they become a
 * table. One thread appends; any number read the first so many changes, which was told to them when
 * they got their snapshot, and never see a later one. Nothing is ever overwritten that a reader of
 * fewer changes may look at:
 *
 * <ul>
 *   <li>A change is one row or, for somebody with several places, as many on end; its number is
 *       that of the first. {@link #supersededAt} holds the number of the later change of the same
 *       id; a reader of {@code count} rows takes it for none unless it is below {@code count}.
 *   <li>Every change has its own place in the hash table, also when its id has one already. A
 *       reader passes over places of changes that it must not see.
 *   <li>A change that takes a row out of a table notes which.
 * </ul>
 */
final class Tail {
  /** The most rows; a reader looks at each, some 5 ns. */
  static final int CAPACITY = 4096;

  /** The profile of a change that removes. */
  private static final int REMOVED = -1;

  private static final int PLACES = 4 * CAPACITY;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  final Rows rows;
  private final int[] supersededAt = new int[CAPACITY];
  private final int[] killedTable = new int[CAPACITY];
  private final int[] killedRow = new int[CAPACITY];

  /** 0, or the number of a change plus 1. */
  private final int[] places = new int[PLACES];

  Tail(Books books) {
    rows = new Rows(books, CAPACITY);
    Arrays.fill(supersededAt, Integer.MAX_VALUE);
    Arrays.fill(killedTable, -1);
  }

  /** Appends that somebody is gone. */
  void addRemoval(long id) {
    rows.add(id, 0, 0, 0, REMOVED, Rows.ALWAYS, false);
  }

  /** Enters a change that was just added to {@link #rows}, superseding an earlier one if any. */
  void enter(int change, int earlier) {
    if (earlier >= 0) {
      supersededAt[earlier] = change;
    }
    int at = first(rows.id[change]);
    while (places[at] != 0) {
      at = (at + 1) & (PLACES - 1);
    }
    places[at] = change + 1;
  }

  /** Notes which row of a table a change that was just added takes out. */
  void kill(int change, int table, int row) {
    killedTable[change] = table;
    killedRow[change] = row;
  }

  /** The change after another, for a reader of {@code count} rows. */
  int next(int change, int count) {
    return rows.end(change, count);
  }

  private static int first(long id) {
    return (int) ((id * GOLDEN) >>> (64 - Integer.numberOfTrailingZeros(PLACES)));
  }

  /** The last change of an id in the first {@code count} rows; -1 when there is none. */
  int find(long id, int count) {
    int latest = -1;
    for (int at = first(id); places[at] != 0; at = (at + 1) & (PLACES - 1)) {
      int change = places[at] - 1;
      if (change < count && change > latest && rows.id[change] == id) {
        latest = change;
      }
    }
    return latest;
  }

  boolean isRemoval(int change) {
    return rows.profile[change] == REMOVED;
  }

  /** Whether a change is, after {@code count} rows, where somebody is. */
  boolean isAlive(int change, int count) {
    return supersededAt[change] >= count && !isRemoval(change);
  }

  /** The table out of which a change took a row; -1 for none. */
  int killedTable(int change) {
    return killedTable[change];
  }

  int killedRow(int change) {
    return killedRow[change];
  }
}
