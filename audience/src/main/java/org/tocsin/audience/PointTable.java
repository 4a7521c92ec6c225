// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * Point watchers in columns, in an order that makes an audience mostly runs of rows. Immutable. A
 * row is a place of somebody; {@link Siblings} tells of those who have several.
 *
 * <p><b>Order.</b> Rows are sorted by radius class, then along a space-filling curve (Morton order:
 * the bits of longitude and latitude taken in turn). A square of the curve's grid is therefore one
 * run of rows, and so are the four quarters of which it is made: a quadtree over the rows needs to
 * hold only where each quarter begins.
 *
 * <p><b>Tree.</b> One for each radius class; its root is the node with the number of the class. A
 * node with more than {@link #LEAF} rows has four children, south-west, south-east, north-west,
 * north-east; its cell is halved both ways. The grid begins at longitude -180 and the south pole
 * and is 2^32 steps wide, so cells of level 20 are some 45 m wide on the equator. Level {@link
 * #LEVELS} is the last, so any number of people may live at one address.
 *
 * <p><b>Columns.</b> Position 8 bytes, id 4 (8 when ids lie far apart), attributes in bit planes
 * 3.25, profile 2, times an eighth of a byte and what the few with hours need, radius 4 for those
 * who have one. {@link #indexBytes} counts them.
 */
final class PointTable {
  /** The most rows of a leaf, unless they stand closer than the grid can part. */
  static final int LEAF = 64;

  /** The most rows of a table: more than this would not leave room in the table of places. */
  static final int MAX_ROWS = 800_000_000;

  /** Levels of the tree; cells of the last are 4 lattice steps wide, 4 cm on the equator. */
  static final int LEVELS = 30;

  /** Steps of the grid on either side. */
  static final long GRID = 1L << 32;

  /** Upper bounds of the radius classes in metres; class 0 are positions alone. */
  private static final double[] CLASS_METRES = {0, 100, 1_000, 10_000, 100_000, 500_000};

  /** How many radius classes. */
  static final int CLASSES = CLASS_METRES.length;

  final Books books;
  final int size;
  final int[] x;
  final int[] y;

  /** The id of each row, and for an id the row that stands for its watcher. */
  final Ids ids;

  final Siblings siblings;

  /** The first row of each class, and the number of rows at the end. */
  final int[] classStart;

  /** Radius of rows from the start of class 1 on: millimetres where that is exact for all. */
  final int[] radiusMillimetres;

  final double[] radiusMetres;
  final char[] narrowProfile;
  final int[] wideProfile;
  final long[][] planes;

  /** A bit for each row whose time is not always; {@code timeRank} counts them before each word. */
  final long[] timed;

  final int[] timeRank;

  /** As {@link Rows#time}, for timed rows only, by rank. */
  final int[] timeCode;

  final long[] from;
  final long[] until;

  /** The first row of each node. */
  final int[] nodeStart;

  /** The first of a node's four children; -1 for a leaf. */
  final int[] nodeChild;

  PointTable(PointTableBuilder made) {
    books = made.books;
    size = made.size;
    x = made.x;
    y = made.y;
    ids = made.ids;
    siblings = made.siblings;
    classStart = made.classStart;
    radiusMillimetres = made.radiusMillimetres;
    radiusMetres = made.radiusMetres;
    narrowProfile = made.narrowProfile;
    wideProfile = made.wideProfile;
    planes = made.planes;
    timed = made.timed;
    timeRank = made.timeRank;
    timeCode = made.timeCode;
    from = made.from;
    until = made.until;
    nodeStart = made.nodeStart;
    nodeChild = made.nodeChild;
  }

  static int classOf(double radius) {
    int c = 0;
    while (radius > CLASS_METRES[c]) {
      c++;
    }
    return c;
  }

  /** The largest radius of a class. */
  static double mostMetres(int radiusClass) {
    return CLASS_METRES[radiusClass];
  }

  /** The radius that every member of a class exceeds; 0 for class 0. */
  static double leastMetres(int radiusClass) {
    return CLASS_METRES[Math.max(0, radiusClass - 1)];
  }

  /** The place of a position on the curve, {@link #LEVELS} levels deep. */
  static long curve(int x, int y) {
    long across = x + Lattice.TURN / 2;
    long up = y + Lattice.POLE;
    return (Long.expand(across, 0x5555_5555_5555_5555L) | Long.expand(up, 0xAAAA_AAAA_AAAA_AAAAL))
        >>> (64 - 2 * LEVELS);
  }

  int words() {
    return (size + 63) >> 6;
  }

  double radius(int row) {
    int at = row - classStart[1];
    if (at < 0) {
      return 0;
    }
    return radiusMetres.length == 0 ? radiusMillimetres[at] / 1000.0 : radiusMetres[at];
  }

  int profile(int row) {
    return wideProfile.length == 0 ? narrowProfile[row] : wideProfile[row];
  }

  WatcherKind kind(int row) {
    return books.profile(profile(row)).kind();
  }

  /** The time code of a row. */
  int time(int row) {
    long word = timed[row >> 6];
    long bit = 1L << row;
    return (word & bit) == 0
        ? Rows.ALWAYS
        : timeCode[timeRank[row >> 6] + Long.bitCount(word & (bit - 1))];
  }

  /** The watcher for whom a row stands. */
  Watcher watcher(int row) {
    List<Place> places = new ArrayList<>(1);
    int at = row;
    do {
      int code = time(at);
      When when = code < 0 ? Times.interval(from[~code], until[~code]) : books.when(code);
      places.add(Rows.place(x[at], y[at], radius(at), when));
      at = siblings.next(at);
    } while (at != row);
    return Rows.watcher(ids.at(row), places, books.profile(profile(row)));
  }

  /** Adds the watcher for whom a row stands to others. */
  void copyTo(Rows rows, int row) {
    int at = row;
    do {
      copyTo(rows, at, ids.at(at), x[at], y[at], at != row);
      at = siblings.next(at);
    } while (at != row);
  }

  /** Adds a row to others, at another position; what is not needed is not fetched from memory. */
  void copyTo(Rows rows, int row, long id, int newX, int newY, boolean isFurther) {
    int code = time(row);
    rows.add(
        id,
        newX,
        newY,
        radius(row),
        profile(row),
        code < 0 ? rows.interval(from[~code], until[~code]) : code,
        isFurther);
  }

  /** Bytes of all columns, the tree and the ids. */
  long indexBytes() {
    return 4L * (x.length + y.length)
        + ids.idBytes()
        + siblings.bytes()
        + 4L * radiusMillimetres.length
        + 8L * radiusMetres.length
        + 2L * narrowProfile.length
        + 4L * wideProfile.length
        + 8L * Planes.COUNT * words()
        + 12L * timed.length
        + 4L * timeCode.length
        + 8L * (from.length + until.length)
        + 4L * (nodeStart.length + nodeChild.length);
  }
}
