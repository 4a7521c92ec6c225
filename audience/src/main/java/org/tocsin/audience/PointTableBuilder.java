// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Builds a {@link PointTable}: sort, gather, number. Some 0.2 microseconds a row on one processor,
 * most of it waiting for memory.
 *
 * <p>Rows that come sorted, as those of a file do unless somebody has several places, are only
 * looked at.
 */
final class PointTableBuilder {
  private static final int CURVE_BITS = 2 * PointTable.LEVELS;

  final Books books;
  final int size;
  final int[] x;
  final int[] y;
  final int[] classStart = new int[PointTable.CLASSES + 1];
  int[] radiusMillimetres = new int[0];
  double[] radiusMetres = new double[0];
  char[] narrowProfile = new char[0];
  int[] wideProfile = new int[0];
  final long[][] planes;
  final long[] timed;
  final int[] timeRank;
  int[] timeCode = new int[0];
  long[] from = new long[0];
  long[] until = new long[0];
  final Ids ids;
  final Siblings siblings;
  int[] nodeStart;
  int[] nodeChild;

  /** The bits of all rows, but of several watchers of one id only of the last given. */
  final long[] alive;

  private final Rows rows;
  private final long[] keys;
  private final int[] order;
  private int nodes;
  private int intervals;

  PointTableBuilder(Rows rows) {
    if (rows.size > PointTable.MAX_ROWS) {
      throw new IllegalStateException(
          "%,d places are more than the %,d of one table; divide them by AudienceIndex.split"
              .formatted(rows.size, PointTable.MAX_ROWS));
    }
    this.rows = rows;
    books = rows.books;
    size = rows.size;
    x = new int[size];
    y = new int[size];
    CurveOrder sorted = sorted();
    keys = sorted.keys();
    order = sorted.rows();
    gather();
    nodeStart = new int[Math.max(16, size / 8)];
    nodeChild = new int[nodeStart.length];
    plant();
    planes =
        Planes.build(
            size,
            row -> books.bits(wideProfile.length == 0 ? narrowProfile[row] : wideProfile[row]));
    timed = new long[(size + 63) >> 6];
    timeRank = new int[timed.length];
    times();
    alive = new long[timed.length];
    Arrays.fill(alive, -1);
    if ((size & 63) != 0) {
      alive[alive.length - 1] = (1L << size) - 1;
    }
    long[] idOfRow = new long[size];
    Work.inParts(
        size,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            idOfRow[row] = rows.id[order[row]];
          }
        });
    siblings = Siblings.of(rows, order);
    ids = Ids.of(idOfRow, siblings.furtherRows(), this::laterOf);
  }

  PointTable table() {
    return new PointTable(this);
  }

  private int laterOf(int row, int other) {
    boolean first = order[row] > order[other];
    siblings.clear(alive, first ? other : row);
    return first ? row : other;
  }

  private long key(int given) {
    return (long) PointTable.classOf(rows.radius[given]) << CURVE_BITS
        | PointTable.curve(rows.x[given], rows.y[given]);
  }

  private CurveOrder sorted() {
    long[] key = new long[size];
    Work.inParts(
        size,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            key[row] = key(row);
          }
        });
    return CurveOrder.of(key);
  }

  private void gather() {
    Work.inParts(
        size,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            x[row] = rows.x[order[row]];
            y[row] = rows.y[order[row]];
          }
        });
    for (int given = 0; given < size; given++) {
      classStart[PointTable.classOf(rows.radius[given]) + 1]++;
    }
    for (int c = 0; c < PointTable.CLASSES; c++) {
      classStart[c + 1] += classStart[c];
    }
    gatherRadii();
    boolean isNarrow = Arrays.stream(rows.profile, 0, size).allMatch(code -> code <= 0xFFFF);
    if (isNarrow) {
      narrowProfile = new char[size];
    } else {
      wideProfile = new int[size];
    }
    Work.inParts(
        size,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            int code = rows.profile[order[row]];
            if (isNarrow) {
              narrowProfile[row] = (char) code;
            } else {
              wideProfile[row] = code;
            }
          }
        });
  }

  private void gatherRadii() {
    int first = classStart[1];
    double[] metres = new double[size - first];
    int[] millimetres = new int[size - first];
    boolean isExact = true;
    for (int i = 0; i < metres.length; i++) {
      metres[i] = rows.radius[order[first + i]];
      millimetres[i] = (int) Math.round(metres[i] * 1000);
      isExact &= millimetres[i] / 1000.0 == metres[i];
    }
    if (isExact) {
      radiusMillimetres = millimetres;
    } else {
      radiusMetres = metres;
    }
  }

  private void times() {
    Work.inParts(
        timed.length,
        (first, end) -> {
          for (int row = first << 6; row < Math.min(size, end << 6); row++) {
            timed[row >> 6] |= rows.time[order[row]] == Rows.ALWAYS ? 0 : 1L << row;
          }
        });
    int count = 0;
    for (int word = 0; word < timed.length; word++) {
      timeRank[word] = count;
      count += Long.bitCount(timed[word]);
    }
    timeCode = new int[count];
    int at = 0;
    for (int word = 0; word < timed.length; word++) {
      for (long rest = timed[word]; rest != 0; rest &= rest - 1) {
        int code = rows.time[order[(word << 6) + Long.numberOfTrailingZeros(rest)]];
        timeCode[at++] = code < 0 ? interval(~code) : code;
      }
    }
    from = Arrays.copyOf(from, intervals);
    until = Arrays.copyOf(until, intervals);
  }

  /** Puts an interval next to the one of the row before, so that a match reads them in order. */
  private int interval(int given) {
    if (intervals == from.length) {
      from = Arrays.copyOf(from, Math.max(16, 2 * intervals));
      until = Arrays.copyOf(until, from.length);
    }
    from[intervals] = rows.from[given];
    until[intervals] = rows.until[given];
    return ~intervals++;
  }

  private void plant() {
    nodes = PointTable.CLASSES;
    for (int c = 0; c < PointTable.CLASSES; c++) {
      nodeStart[c] = classStart[c];
      divide(c, classStart[c], classStart[c + 1], 0);
    }
    nodeStart = Arrays.copyOf(nodeStart, nodes);
    nodeChild = Arrays.copyOf(nodeChild, nodes);
  }

  private void divide(int node, int first, int end, int level) {
    if (end - first <= PointTable.LEAF || level == PointTable.LEVELS) {
      nodeChild[node] = -1;
      return;
    }
    int child = nodes;
    nodes += 4;
    if (nodes > nodeStart.length) {
      nodeStart = Arrays.copyOf(nodeStart, 2 * nodes);
      nodeChild = Arrays.copyOf(nodeChild, 2 * nodes);
    }
    nodeChild[node] = child;
    int shift = CURVE_BITS - 2 * (level + 1);
    long cell = keys[first] >>> (shift + 2) << 2;
    int[] start = {first, 0, 0, 0, end};
    for (int quarter = 1; quarter < 4; quarter++) {
      start[quarter] = firstNotBelow((cell | quarter) << shift, start[quarter - 1], end);
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      nodeStart[child + quarter] = start[quarter];
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      divide(child + quarter, start[quarter], start[quarter + 1], level + 1);
    }
  }

  private int firstNotBelow(long key, int first, int end) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
