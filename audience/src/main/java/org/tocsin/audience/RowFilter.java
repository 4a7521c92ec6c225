// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/**
 * Which rows of a table are alive, wanted by a danger, and there in its window: everything but the
 * place, 64 rows at a time. Used by one thread.
 */
final class RowFilter {
  private final PointTable table;
  private final long[] alive;
  private final long[][] all;
  private final long[][][] anyOf;
  private final GatheringFilter gatherings;
  private final TimeFilter time;

  RowFilter(
      PointTable table,
      long[] alive,
      Planes.Asked asked,
      GatheringFilter gatherings,
      TimeFilter time) {
    this.table = table;
    this.alive = alive;
    this.gatherings = gatherings;
    this.time = time;
    List<int[]> single = asked.groups().stream().filter(group -> group.length == 1).toList();
    List<int[]> several = asked.groups().stream().filter(group -> group.length > 1).toList();
    all = single.stream().map(group -> table.planes[group[0]]).toArray(long[][]::new);
    anyOf = several.stream().map(this::planes).toArray(long[][][]::new);
  }

  private long[][] planes(int[] group) {
    long[][] planes = new long[group.length][];
    for (int i = 0; i < group.length; i++) {
      planes[i] = table.planes[group[i]];
    }
    return planes;
  }

  /** Those of some rows of a word that pass. */
  long pass(int word, long rows) {
    long passed = rows & alive[word];
    for (long[] plane : all) {
      passed &= plane[word];
    }
    for (long[][] planes : anyOf) {
      long any = 0;
      for (long[] plane : planes) {
        any |= plane[word];
      }
      passed &= any;
    }
    if (gatherings.isNeeded()) {
      passed &= ~unmeant(word, passed);
    }
    long doubtful = passed & table.timed[word];
    return doubtful == 0 || time.isAlways() ? passed : passed & ~absent(word, doubtful);
  }

  private long unmeant(int word, long rows) {
    long venues = table.planes[Planes.kind(WatcherKind.VENUE)][word];
    long events = table.planes[Planes.kind(WatcherKind.EVENT)][word];
    long unmeant = 0;
    for (long rest = rows & (venues | events); rest != 0; rest &= rest - 1) {
      int row = (word << 6) + Long.numberOfTrailingZeros(rest);
      unmeant |= gatherings.accepts(table.books, table.profile(row)) ? 0 : rest & -rest;
    }
    return unmeant;
  }

  private long absent(int word, long rows) {
    long absent = 0;
    long timed = table.timed[word];
    int first = table.timeRank[word];
    for (long rest = rows; rest != 0; rest &= rest - 1) {
      long bit = rest & -rest;
      int code = table.timeCode[first + Long.bitCount(timed & (bit - 1))];
      boolean there =
          code < 0
              ? time.overlaps(table.from[~code], table.until[~code])
              : time.overlaps(table.books, code);
      absent |= there ? 0 : bit;
    }
    return absent;
  }
}
