// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Point watchers in columns, in the order in which they came: what a {@link PointTable} is built
 * from, and the tail of changes that waits for the next one. One thread adds; another may read rows
 * that were published to it, if it never grows.
 *
 * <p>Who has exactly one place, a position with a radius, and does not stand on a pole is a point
 * watcher. (All longitudes of a pole are one position; the flat plane of the table does not know
 * that.)
 */
final class Rows {
  /** The time code of somebody who is there always. */
  static final int ALWAYS = 0;

  final Books books;
  long[] id;
  int[] x;
  int[] y;
  double[] radius;

  /** Codes of {@link Books#profile}. */
  int[] profile;

  /**
   * {@link #ALWAYS}; or a positive code of {@link Books#when}; or the complement of a position in
   * {@link #from} and {@link #until}.
   */
  int[] time;

  long[] from = new long[0];
  long[] until = new long[0];
  int intervals;
  int size;

  Rows(Books books, int capacity) {
    this.books = books;
    id = new long[capacity];
    x = new int[capacity];
    y = new int[capacity];
    radius = new double[capacity];
    profile = new int[capacity];
    time = new int[capacity];
  }

  /** The one position of a point watcher; empty for any other. */
  static Optional<Shape.PointRadius> point(Watcher watcher) {
    return watcher.places().size() == 1
            && watcher.places().getFirst().shape() instanceof Shape.PointRadius point
            && Math.abs(point.centre().y()) < Lattice.POLE
        ? Optional.of(point)
        : Optional.empty();
  }

  /** Adds a point watcher. */
  void add(Watcher watcher, Shape.PointRadius point) {
    int row = grown();
    id[row] = watcher.id();
    x[row] = (int) point.centre().x();
    y[row] = (int) point.centre().y();
    radius[row] = point.radiusMetres();
    profile[row] = books.codeOf(profile(watcher));
    time[row] = timeCode(watcher.places().getFirst().when());
    size = row + 1;
  }

  static Books.Profile profile(Watcher watcher) {
    return new Books.Profile(watcher.kind(), watcher.preferences(), watcher.gathering());
  }

  /** Adds a row whose codes are already known; an interval is added by {@link #interval}. */
  void add(long id, int x, int y, double radius, int profile, int time) {
    int row = grown();
    this.id[row] = id;
    this.x[row] = x;
    this.y[row] = y;
    this.radius[row] = radius;
    this.profile[row] = profile;
    this.time[row] = time;
    size = row + 1;
  }

  private int grown() {
    if (size == id.length) {
      int capacity = Math.max(16, size + (size >> 1));
      id = Arrays.copyOf(id, capacity);
      x = Arrays.copyOf(x, capacity);
      y = Arrays.copyOf(y, capacity);
      radius = Arrays.copyOf(radius, capacity);
      profile = Arrays.copyOf(profile, capacity);
      time = Arrays.copyOf(time, capacity);
    }
    return size;
  }

  private int timeCode(When when) {
    return switch (when) {
      case When.Always _ -> ALWAYS;
      case When.Interval interval when Times.isWhole(interval) ->
          interval(Times.from(interval), Times.until(interval));
      case When.Interval _, When.WeeklyHours _, When.WeeklyWithin _ -> books.codeOf(when);
    };
  }

  /** Notes an interval in whole seconds and gives its time code. */
  int interval(long fromSecond, long untilSecond) {
    if (intervals == from.length) {
      int capacity = Math.max(16, intervals + (intervals >> 1));
      from = Arrays.copyOf(from, capacity);
      until = Arrays.copyOf(until, capacity);
    }
    from[intervals] = fromSecond;
    until[intervals] = untilSecond;
    return ~intervals++;
  }

  /** The watcher of a row. */
  Watcher watcher(int row) {
    int code = time[row];
    When when = code < 0 ? Times.interval(from[~code], until[~code]) : books.when(code);
    return watcher(id[row], x[row], y[row], radius[row], books.profile(profile[row]), when);
  }

  static Watcher watcher(long id, int x, int y, double radius, Books.Profile profile, When when) {
    Shape shape =
        new Shape.PointRadius(
            new Coordinates(y / Coordinates.STEPS, x / Coordinates.STEPS), radius);
    return new Watcher(
        id,
        profile.kind(),
        List.of(new Place(shape, when)),
        profile.preferences(),
        profile.gathering());
  }
}
