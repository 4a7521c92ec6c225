// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tocsin.audience.Category;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Urgency;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.Window;

/**
 * A danger, in numbers for the peers and in ours.
 *
 * @param x corners in steps of 1e-7 degrees east, the last equal to the first
 * @param y the same north
 * @param first second of its window
 * @param last second of its window
 * @param categories a bit each; 0 meets every wish
 * @param severity reached, 1 to 4; so for the next two
 * @param kinds a bit for each kind that it is meant for; 0 for all
 * @param danger the same
 */
record Question(
    int[] x,
    int[] y,
    long first,
    long last,
    int categories,
    int severity,
    int urgency,
    int certainty,
    int kinds,
    Danger danger) {

  static Question of(
      int[] x,
      int[] y,
      long first,
      long last,
      Set<Category> categories,
      Severity severity,
      Urgency urgency,
      Certainty certainty,
      Set<WatcherKind> kinds) {
    List<Coordinates> corners = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      corners.add(Watchers.coordinates(x[i], y[i]));
    }
    Window window = new Window(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
    return new Question(
        x,
        y,
        first,
        last,
        Wish.bits(categories),
        Wish.reached(severity),
        Wish.reached(urgency),
        Wish.reached(certainty),
        Wish.bits(kinds),
        new Danger(
            List.of(new Polygon(corners, List.of())),
            window,
            categories,
            severity,
            urgency,
            certainty,
            kinds));
  }

  boolean isWanted(Wish wish) {
    return (categories == 0 || wish.categories() == 0 || (categories & wish.categories()) != 0)
        && severity >= wish.severity()
        && urgency >= wish.urgency()
        && certainty >= wish.certainty();
  }

  boolean isMeantFor(int kind) {
    return kinds == 0 || (kinds >> kind & 1) != 0;
  }

  /** Ready to be asked of the columns: who wants it, and whose time it meets. */
  final class Filter {
    private final Watchers watchers;
    private final boolean[] wanted;
    private final boolean[] open = new boolean[Timetable.COUNT + 1];

    Filter(Watchers watchers) {
      this.watchers = watchers;
      wanted = new boolean[watchers.wishes.length];
      for (int w = 0; w < wanted.length; w++) {
        wanted[w] = isWanted(watchers.wishes[w]);
      }
      for (int t = 1; t < open.length; t++) {
        open[t] = Timetable.of(t).isOpen(first, last);
      }
    }

    boolean passes(int id) {
      int when = watchers.when[id];
      return passes(
          watchers.wish[id],
          watchers.kind[id],
          when,
          when < 0 ? watchers.from[-1 - when] : 0,
          when < 0 ? watchers.until[-1 - when] : 0);
    }

    boolean passes(int wish, int kind, int when, long from, long until) {
      return wanted[wish]
          && isMeantFor(kind)
          && (when == 0 || (when > 0 ? open[when] : from <= last && until >= first));
    }
  }
}
