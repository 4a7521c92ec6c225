// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.ArrayList;
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

  /** So many positions are looked up together. */
  private static final int TOGETHER = 64;

  private final List<PreparedDanger> dangers;
  private final DangerMap map;

  /** Of each danger the first and the last second. */
  private final long[] seconds;

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
    seconds = new long[2 * dangers.size()];
    for (int degree = 0; degree < byLatitude.length; degree++) {
      byLatitude[degree] = new BitSet();
    }
    for (int d = 0; d < dangers.size(); d++) {
      Window window = dangers.get(d).danger().window();
      seconds[2 * d] = window.earliestStart().getEpochSecond();
      seconds[2 * d + 1] = window.latestEnd().getEpochSecond();
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
      Found here = new Found();
      map.at(map.cell(disc.x(), disc.y()), disc.x(), disc.y(), here);
      for (int i = 0; i < here.size(); i++) {
        PreparedDanger danger = dangers.get(here.get(i));
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
    Found found = new Found();
    long x = position.x();
    long y = position.y();
    if (Math.abs(y) == Lattice.POLE) {
      addAtPole(position, found);
    } else {
      map.at(map.cell(x, y), x, y, found);
    }
    return inTime(found, instant);
  }

  /**
   * The same for many movers, an array for each in their order. As an answer is mostly waited for
   * from memory and these waits go by together here, it is faster than one after another.
   */
  public int[][] numbersAt(List<Coordinates> positions, Instant instant) {
    int[][] numbers = new int[positions.size()][];
    Found found = new Found();
    for (int from = 0; from < numbers.length; from += TOGETHER) {
      List<Coordinates> some = positions.subList(from, Math.min(numbers.length, from + TOGETHER));
      numbersAt(some, instant, found, numbers, from);
    }
    return numbers;
  }

  private void numbersAt(
      List<Coordinates> positions, Instant instant, Found found, int[][] numbers, int from) {
    long[] x = new long[positions.size()];
    long[] y = new long[x.length];
    for (int i = 0; i < x.length; i++) {
      Coordinates position = positions.get(i);
      x[i] = position.x();
      // A pole is not for the map: its answer is made apart, and in its place this is looked up.
      y[i] = Math.abs(position.y()) == Lattice.POLE ? 0 : position.y();
    }
    int[] cells = map.cells(x, y);
    for (int i = 0; i < x.length; i++) {
      map.at(cells[i], x[i], y[i], found);
      numbers[from + i] = inTime(found, instant);
    }
    for (int i = 0; i < x.length; i++) {
      if (Math.abs(positions.get(i).y()) == Lattice.POLE) {
        numbers[from + i] = numbersAt(positions.get(i), instant);
      }
    }
  }

  /** Those in whose time an instant is. */
  private int[] inTime(Found found, Instant instant) {
    long second = instant.getEpochSecond();
    return found.toArray(number -> isAt(number, instant, second));
  }

  private boolean isAt(int number, Instant instant, long second) {
    // A column is near in memory; only in the first and the last second is the window asked.
    long first = seconds[2 * number];
    long last = seconds[2 * number + 1];
    return (second > first && second < last)
        || (second >= first && second <= last && dangers.get(number).isAt(instant));
  }

  private void addAtPole(Coordinates position, Found found) {
    for (int d = 0; d < dangers.size(); d++) {
      if (dangers.get(d).isAt(position)) {
        found.add(d);
      }
    }
  }
}
