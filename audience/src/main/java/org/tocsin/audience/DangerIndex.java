// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Dangers in force, made ready for the reverse question: which of them is somebody in the way of?
 * Thousands of dangers are looked up in about a microsecond or less. Immutable; safe to share
 * between threads. Making it takes some microseconds an edge, so make one when the dangers change,
 * not for each question.
 */
public final class DangerIndex {
  /** The widest box, in lattice steps, whose cells are looked at: half a degree. */
  private static final long SMALL = 5_000_000;

  private final List<PreparedDanger> dangers;
  private final DangerMap map;
  private final long[] firstSecond;
  private final long[] lastSecond;

  /** For each degree of latitude, from the south pole, the dangers that come near it. */
  private final BitSet[] byLatitude = new BitSet[181];

  /**
   * The dangers with a hole. Where a hole runs beyond its polygon or over its edge, an edge can be
   * within somebody's radius that bounds no ground, and no cell knows of it.
   */
  private final BitSet holed = new BitSet();

  private DangerIndex(List<PreparedDanger> dangers) {
    this.dangers = dangers;
    this.map = DangerMap.of(dangers);
    firstSecond = new long[dangers.size()];
    lastSecond = new long[dangers.size()];
    for (int degree = 0; degree < byLatitude.length; degree++) {
      byLatitude[degree] = new BitSet();
    }
    for (int d = 0; d < dangers.size(); d++) {
      Window window = dangers.get(d).danger().window();
      firstSecond[d] = window.earliestStart().getEpochSecond();
      lastSecond[d] = window.latestEnd().getEpochSecond();
      for (Ground area : dangers.get(d).areas()) {
        if (area instanceof Region region && region.hasHoles()) {
          holed.set(d);
        }
        for (int degree = first(area.bounds()); degree <= last(area.bounds()); degree++) {
          byLatitude[degree].set(d);
        }
      }
    }
  }

  private static int first(Bounds bounds) {
    return (int) ((bounds.minY() + Lattice.POLE) / (long) Coordinates.STEPS);
  }

  private static int last(Bounds bounds) {
    return (int) ((bounds.maxY() + Lattice.POLE) / (long) Coordinates.STEPS);
  }

  /** Makes these dangers ready. */
  public static DangerIndex of(Collection<Danger> dangers) {
    return new DangerIndex(dangers.stream().map(PreparedDanger::new).toList());
  }

  /** How many dangers. */
  public int size() {
    return dangers.size();
  }

  /** The danger with a number, from 0, in the order given to {@link #of}. */
  public Danger get(int number) {
    return dangers.get(number).danger();
  }

  /** The dangers whose audience {@code watcher} belongs to, in the order given to {@link #of}. */
  public List<Danger> dangersFor(Watcher watcher) {
    Entry entry = new Entry(watcher);
    List<Danger> found = new ArrayList<>();
    if (entry.items().size() == 1
        && entry.items().getFirst().ground() instanceof Disc disc
        && disc.radiusMetres() == 0
        && Math.abs(disc.y()) < Lattice.POLE) {
      // The map has decided the place.
      for (int d : map.at(disc.x(), disc.y())) {
        PreparedDanger danger = dangers.get(d);
        if (danger.wants(entry) && danger.meetsTime(entry.items().getFirst())) {
          found.add(danger.danger());
        }
      }
      return found;
    }
    for (int d : candidates(entry)) {
      if (dangers.get(d).matches(entry)) {
        found.add(dangers.get(d).danger());
      }
    }
    return found;
  }

  /** Dangers that may have the watcher in their way, ascending; all that have are among them. */
  private int[] candidates(Entry entry) {
    BitSet near = new BitSet();
    for (Entry.Item item : entry.items()) {
      if (item.ground() instanceof Disc disc && isSmall(disc)) {
        map.near(disc.bounds(), near);
        if (disc.radiusMetres() > 0) {
          near.or(holed);
        }
      } else {
        for (int degree = first(item.bounds()); degree <= last(item.bounds()); degree++) {
          near.or(byLatitude[degree]);
        }
      }
    }
    return near.stream().toArray();
  }

  /** Whether it is quicker to look at the cells round a circle than at all of its latitudes. */
  private static boolean isSmall(Disc disc) {
    Bounds box = disc.bounds();
    return box.maxX() - box.minX() <= SMALL
        && box.minY() > -Lattice.POLE
        && box.maxY() < Lattice.POLE;
  }

  /**
   * The dangers that hold a position at an instant, whomever they are meant for, in the order given
   * to {@link #of}.
   */
  public List<Danger> dangersAt(Coordinates position, Instant instant) {
    List<Danger> found = new ArrayList<>();
    for (int number : numbersAt(position, instant)) {
      found.add(get(number));
    }
    return found;
  }

  /** The numbers of the same, ascending, for {@link #get}: the quickest way to follow a mover. */
  public int[] numbersAt(Coordinates position, Instant instant) {
    long x = position.x();
    long y = position.y();
    int[] found = Math.abs(y) == Lattice.POLE ? numbersAtPole(position) : map.at(x, y);
    long second = instant.getEpochSecond();
    int n = 0;
    for (int number : found) {
      if (isAt(number, instant, second)) {
        found[n++] = number;
      }
    }
    return n == found.length ? found : Arrays.copyOf(found, n);
  }

  private boolean isAt(int number, Instant instant, long second) {
    // Columns are near in memory; only in the first and the last second is the window asked.
    return (second > firstSecond[number] && second < lastSecond[number])
        || (second >= firstSecond[number]
            && second <= lastSecond[number]
            && dangers.get(number).isAt(instant));
  }

  private int[] numbersAtPole(Coordinates position) {
    BitSet found = new BitSet();
    for (int d = 0; d < dangers.size(); d++) {
      found.set(d, dangers.get(d).isAt(position));
    }
    return found.stream().toArray();
  }
}
