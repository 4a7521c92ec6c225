// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A set of watchers with the kind of each. Immutable; safe to share between threads.
 *
 * <p>As it comes from a match, those whose places are positions are kept as rows of the index, a
 * bit each: they are counted, also by kind, and combined with others of the same snapshot without a
 * list of ids ever being made. Such an audience keeps the snapshot in memory. Ids in ascending
 * order are listed once, when first asked for, some 10 ns each.
 */
public final class Audience {
  private static final WatcherKind[] KINDS = WatcherKind.values();
  private static final Audience NOBODY = new Audience(Picked.NONE, Listing.EMPTY);

  private final Picked points;
  private final Listing others;

  /** Everybody; made when first asked for. Several threads may make it; they make the same. */
  private @Nullable Listing all;

  private Audience(Picked points, Listing others) {
    this.points = points;
    this.others = others;
  }

  /** Takes point watchers, and others who are none of them. */
  static Audience of(Picked points, Listing others) {
    return points.isEmpty() && others.ids().length == 0 ? NOBODY : new Audience(points, others);
  }

  static Audience of(Listing listing) {
    return of(Picked.NONE, listing);
  }

  /** The audience without anybody. */
  public static Audience nobody() {
    return NOBODY;
  }

  private Listing all() {
    Listing known = all;
    if (known == null) {
      known = points.isEmpty() ? others : points.listing().select(others, true, true, true);
      all = known;
    }
    return known;
  }

  /** How many watchers; nothing is listed. */
  public int size() {
    return points.size() + others.ids().length;
  }

  /** Whether there is nobody. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Whether the watcher is in it; nothing is listed. */
  public boolean contains(long id) {
    return Arrays.binarySearch(others.ids(), id) >= 0 || points.contains(id);
  }

  /** The ids in ascending order, in a new array. */
  public long[] toArray() {
    return all().ids().clone();
  }

  /** The ids in ascending order. */
  public LongStream stream() {
    return Arrays.stream(all().ids());
  }

  /** The ids in ascending order. */
  public PrimitiveIterator.OfLong iterator() {
    return stream().iterator();
  }

  /**
   * The ids along a space-filling curve, so that neighbours come close together; somebody with
   * several positions comes at the first, those with other places come last, in ascending order.
   * Nothing is listed. An audience that was combined from different snapshots, or decoded, has
   * ascending order only.
   */
  public LongStream streamInSpace() {
    return LongStream.concat(points.inSpace(), Arrays.stream(others.ids()));
  }

  /** Gives every id to an action, in no order; nothing is listed. The quickest way to see all. */
  public void forEach(LongConsumer action) {
    points.forEach((table, row) -> action.accept(table.ids.at(row)));
    for (long id : others.ids()) {
      action.accept(id);
    }
  }

  /** Those who are rows of an index. */
  Picked points() {
    return points;
  }

  /** The ids of all others. */
  long[] otherIds() {
    return others.ids();
  }

  /**
   * The id at a position from 0, in ascending order, for chunks of work; throws {@link
   * IndexOutOfBoundsException} beyond the end.
   */
  public long get(int index) {
    return all().ids()[index];
  }

  /** How many there are of each kind; kinds with nobody are there with 0. Nothing is listed. */
  public Map<WatcherKind, Integer> countByKind() {
    int[] counts = new int[KINDS.length];
    for (byte kind : others.kinds()) {
      counts[kind]++;
    }
    Map<WatcherKind, Integer> result = new EnumMap<>(WatcherKind.class);
    for (WatcherKind kind : KINDS) {
      result.put(kind, counts[kind.code()] + points.size(kind));
    }
    return result;
  }

  /** Those of this audience that are not in {@code other}. */
  public Audience minus(Audience other) {
    return combine(other, (here, there) -> here & ~there, true, false, false);
  }

  /** Those in both. */
  public Audience intersect(Audience other) {
    return combine(other, (here, there) -> here & there, false, true, false);
  }

  /** Those in either. Where both name a watcher, the kind is the one of this audience. */
  public Audience union(Audience other) {
    return combine(other, (here, there) -> here | there, true, true, true);
  }

  private Audience combine(
      Audience other, RowSet.Combine how, boolean onlyHere, boolean both, boolean onlyThere) {
    if (other.isEmpty()) {
      return onlyHere ? this : NOBODY;
    }
    if (isEmpty()) {
      return onlyThere ? other : NOBODY;
    }
    if (points.isComparable(other.points)) {
      return of(
          points.combine(other.points, how),
          others.select(other.others, onlyHere, both, onlyThere));
    }
    return of(all().select(other.all(), onlyHere, both, onlyThere));
  }

  /**
   * The audience as bytes: the same audience gives the same bytes, so their hash can be signed. A
   * compact form for a frozen audience, about two bytes a watcher when ids are dense.
   */
  public byte[] encode() {
    return AudienceBytes.encode(all().ids(), all().kinds());
  }

  /**
   * Reads what {@link #encode()} wrote; throws {@link IllegalArgumentException} for anything else.
   */
  public static Audience decode(byte[] bytes) {
    return AudienceBytes.decode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Audience that
        && size() == that.size()
        && Arrays.equals(all().ids(), that.all().ids())
        && Arrays.equals(all().kinds(), that.all().kinds());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(all().ids());
  }

  @Override
  public String toString() {
    return "Audience of " + size();
  }
}
