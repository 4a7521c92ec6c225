// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Some watchers of one state, each as the row of its table that stands for it. Immutable. */
final class Picked {
  static final Picked NONE = new Picked(new Points(new Books()), RowSet.EMPTY);

  private final Points points;
  private final RowSet rows;
  private final int size;

  Picked(Points points, RowSet rows) {
    this.points = points;
    this.rows = rows;
    this.size = rows.size();
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** How many are of a kind. */
  int size(WatcherKind kind) {
    int count = 0;
    for (int t = 0; t < points.layers.length; t++) {
      long[] plane = points.layers[t].table().planes[Planes.kind(kind)];
      int base = points.firstWord[t];
      int end = rows.firstFrom(base + plane.length);
      for (int i = rows.firstFrom(base); i < end; i++) {
        count += Long.bitCount(rows.mask(i) & plane[rows.word(i) - base]);
      }
    }
    return count;
  }

  boolean contains(long id) {
    for (int t = 0; !isEmpty() && t < points.layers.length; t++) {
      int row = points.layers[t].table().ids.row(id);
      if (row >= 0 && rows.contains(points.firstWord[t] + (row >> 6), row & 63)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether both are rows of the same state, or one has none: then no watcher is a row of one and
   * something else in the other.
   */
  boolean isComparable(Picked other) {
    return points == other.points;
  }

  Picked combine(Picked other, RowSet.Combine how) {
    return new Picked(points, rows.combine(other.rows, how));
  }

  /** Takes a row of a table. */
  interface Visitor {
    void at(PointTable table, int row);
  }

  /** Every row, in the order of tables and rows. */
  void forEach(Visitor visitor) {
    int t = 0;
    for (int i = 0; i < rows.count(); i++) {
      while (rows.word(i) >= points.firstWord[t] + points.layers[t].table().words()) {
        t++;
      }
      PointTable table = points.layers[t].table();
      int first = (rows.word(i) - points.firstWord[t]) << 6;
      for (long rest = rows.mask(i); rest != 0; rest &= rest - 1) {
        visitor.at(table, first + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  /** All ids, ascending. */
  Listing listing() {
    Collector collector = new Collector(size);
    forEach(collector);
    return Listing.of(collector.ids, collector.kinds, collector.count);
  }

  private static final class Collector implements Visitor {
    private final long[] ids;
    private final byte[] kinds;
    private int count;

    Collector(int size) {
      ids = new long[size];
      kinds = new byte[size];
    }

    @Override
    public void at(PointTable table, int row) {
      ids[count] = table.ids.at(row);
      kinds[count++] = table.kind(row).code();
    }
  }

  /** All ids along the curve: the rows of each class of each table are, so they are merged. */
  LongStream inSpace() {
    List<Strand> strands = new ArrayList<>();
    for (int t = 0; t < points.layers.length; t++) {
      for (int c = 0; c < PointTable.CLASSES; c++) {
        Strand strand = new Strand(points.layers[t].table(), points.firstWord[t], c);
        if (strand.row >= 0) {
          strands.add(strand);
        }
      }
    }
    PrimitiveIterator.OfLong merged =
        new PrimitiveIterator.OfLong() {
          @Override
          public boolean hasNext() {
            return !strands.isEmpty();
          }

          @Override
          public long nextLong() {
            Strand next = strands.getFirst();
            for (Strand strand : strands) {
              next = strand.curve < next.curve ? strand : next;
            }
            long id = next.table.ids.at(next.row);
            next.advance();
            if (next.row < 0) {
              strands.remove(next);
            }
            return id;
          }
        };
    return StreamSupport.longStream(
        Spliterators.spliterator(merged, size, Spliterator.ORDERED | Spliterator.DISTINCT), false);
  }

  /** The rows of one class of one table. */
  private final class Strand {
    private final PointTable table;
    private final int firstWord;
    private final int end;
    private int index;
    private long rest;
    private int row;
    private long curve;

    Strand(PointTable table, int firstWord, int radiusClass) {
      this.table = table;
      this.firstWord = firstWord;
      end = table.classStart[radiusClass + 1];
      int first = table.classStart[radiusClass];
      index = rows.firstFrom(firstWord + (first >> 6));
      boolean isInWord = index < rows.count() && rows.word(index) == firstWord + (first >> 6);
      rest = index < rows.count() ? rows.mask(index) & (isInWord ? -1L << first : -1L) : 0;
      advance();
    }

    void advance() {
      while (rest == 0 && index + 1 < rows.count()) {
        rest = rows.mask(++index);
      }
      row = -1;
      if (rest != 0) {
        int at = ((rows.word(index) - firstWord) << 6) + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        if (at < end) {
          row = at;
          curve = PointTable.curve(table.x[at], table.y[at]);
        }
      }
    }
  }
}
