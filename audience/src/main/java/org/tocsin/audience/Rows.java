// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Point watchers in columns, in the order in which they came: what a {@link PointTable} is built
 * from, and the tail of changes that waits for the next one. One thread adds; another may read rows
 * that were published to it, if it never grows.
 *
 * <p>Whose places are all positions with a radius, none of them on a pole, is a point watcher. (All
 * longitudes of a pole are one position; the flat plane of the table does not know that.) Each
 * place is a row; those of one watcher follow each other in the order of the places.
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

  /** Whether a row is a further place of the watcher of the row before. */
  boolean[] further;

  /** How many rows are further ones. */
  int furthers;

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
    further = new boolean[capacity];
  }

  /** Whether somebody is a point watcher. */
  static boolean areFor(Watcher watcher) {
    for (Place place : watcher.places()) {
      if (!(place.shape() instanceof Shape.PointRadius point)
          || Math.abs(point.centre().y()) == Lattice.POLE) {
        return false;
      }
    }
    return !watcher.places().isEmpty();
  }

  /** Adds a point watcher. */
  void add(Watcher watcher) {
    int code = books.codeOf(profile(watcher));
    for (int p = 0; p < watcher.places().size(); p++) {
      Place place = watcher.places().get(p);
      if (!(place.shape() instanceof Shape.PointRadius(Coordinates at, double metres))) {
        throw new IllegalArgumentException("watcher " + watcher.id() + " is no point watcher");
      }
      add(watcher.id(), (int) at.x(), (int) at.y(), metres, code, timeCode(place.when()), p > 0);
    }
  }

  /** Adds the rows of one watcher of others of the same books, from one to before another. */
  void addAll(Rows from, int first, int end) {
    for (int row = first; row < end; row++) {
      int code = from.time[row];
      add(
          from.id[row],
          from.x[row],
          from.y[row],
          from.radius[row],
          from.profile[row],
          code < 0 ? interval(from.from[~code], from.until[~code]) : code,
          row > first);
    }
  }

  /** Which rows are further ones, a bit each; empty when none is. */
  long[] furtherWords() {
    long[] words = new long[furthers == 0 ? 0 : (size + 63) >> 6];
    for (int row = 0; furthers > 0 && row < size; row++) {
      words[row >> 6] |= further[row] ? 1L << row : 0;
    }
    return words;
  }

  /** Takes which rows are further ones as {@link #furtherWords} gives them. */
  void setFurther(long[] words) {
    furthers = 0;
    for (int row = 0; words.length > 0 && row < size; row++) {
      further[row] = (words[row >> 6] >>> row & 1) != 0;
      furthers += further[row] ? 1 : 0;
    }
  }

  /**
   * Where the rows of a watcher end.
   *
   * @param row the first of them
   * @param limit how many rows there are, or that may be looked at
   */
  int end(int row, int limit) {
    int end = row + 1;
    while (end < limit && further[end]) {
      end++;
    }
    return end;
  }

  static Books.Profile profile(Watcher watcher) {
    return new Books.Profile(watcher.kind(), watcher.preferences(), watcher.gathering());
  }

  /** Adds a row whose codes are already known; an interval is added by {@link #interval}. */
  void add(long id, int x, int y, double radius, int profile, int time, boolean isFurther) {
    int row = grown();
    this.id[row] = id;
    this.x[row] = x;
    this.y[row] = y;
    this.radius[row] = radius;
    this.profile[row] = profile;
    this.time[row] = time;
    further[row] = isFurther;
    furthers += isFurther ? 1 : 0;
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
      further = Arrays.copyOf(further, capacity);
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

  /** The watcher whose rows go from one to before another. */
  Watcher watcher(int row, int end) {
    List<Place> places = new ArrayList<>(end - row);
    for (int at = row; at < end; at++) {
      int code = time[at];
      When when = code < 0 ? Times.interval(from[~code], until[~code]) : books.when(code);
      places.add(place(x[at], y[at], radius[at], when));
    }
    return watcher(id[row], places, books.profile(profile[row]));
  }

  static Place place(int x, int y, double radius, When when) {
    Coordinates at = new Coordinates(y / Coordinates.STEPS, x / Coordinates.STEPS);
    return new Place(new Shape.PointRadius(at, radius), when);
  }

  static Watcher watcher(long id, List<Place> places, Books.Profile profile) {
    return new Watcher(id, profile.kind(), places, profile.preferences(), profile.gathering());
  }
}
