// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * An exact, immutable set of watchers: their ids in ascending order, each with the kind it had when
 * it was matched. Safe to share between threads.
 */
public final class Audience {
  private static final WatcherKind[] KINDS = WatcherKind.values();
  private static final Audience NOBODY = new Audience(new long[0], new byte[0]);

  private final long[] ids;
  private final byte[] kinds;

  /** Takes over both arrays: ids ascending without repeats, and the code of each one's kind. */
  Audience(long[] ids, byte[] kinds) {
    this.ids = ids;
    this.kinds = kinds;
  }

  /** The audience without anybody. */
  public static Audience nobody() {
    return NOBODY;
  }

  /** How many watchers. */
  public int size() {
    return ids.length;
  }

  /** Whether there is nobody. */
  public boolean isEmpty() {
    return ids.length == 0;
  }

  /** Whether the watcher is in it. */
  public boolean contains(long id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /** The ids in ascending order, in a new array. */
  public long[] toArray() {
    return ids.clone();
  }

  /** The ids in ascending order. */
  public LongStream stream() {
    return Arrays.stream(ids);
  }

  /** The ids in ascending order. */
  public PrimitiveIterator.OfLong iterator() {
    return stream().iterator();
  }

  /**
   * The id at a position from 0, for chunks of work; throws {@link IndexOutOfBoundsException}
   * beyond the end.
   */
  public long get(int index) {
    return ids[index];
  }

  /** How many there are of each kind; kinds with nobody are there with 0. */
  public Map<WatcherKind, Integer> countByKind() {
    int[] counts = new int[KINDS.length];
    for (byte kind : kinds) {
      counts[kind]++;
    }
    Map<WatcherKind, Integer> result = new EnumMap<>(WatcherKind.class);
    for (int code = 0; code < counts.length; code++) {
      result.put(KINDS[code], counts[code]);
    }
    return result;
  }

  /** Those of this audience that are not in {@code other}. */
  public Audience minus(Audience other) {
    return select(other, true, false, false);
  }

  /** Those in both. */
  public Audience intersect(Audience other) {
    return select(other, false, true, false);
  }

  /** Those in either. Where both name a watcher, the kind is the one of this audience. */
  public Audience union(Audience other) {
    return select(other, true, true, true);
  }

  private Audience select(Audience other, boolean onlyHere, boolean both, boolean onlyThere) {
    long[] out = new long[(onlyHere || both ? ids.length : 0) + (onlyThere ? other.ids.length : 0)];
    byte[] outKinds = new byte[out.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < ids.length || j < other.ids.length) {
      boolean here = j == other.ids.length || (i < ids.length && ids[i] <= other.ids[j]);
      boolean there = i == ids.length || (j < other.ids.length && other.ids[j] <= ids[i]);
      boolean wanted = (here && there) ? both : (here ? onlyHere : onlyThere);
      if (wanted) {
        out[n] = here ? ids[i] : other.ids[j];
        outKinds[n++] = here ? kinds[i] : other.kinds[j];
      }
      i += here ? 1 : 0;
      j += there ? 1 : 0;
    }
    return n == 0 ? NOBODY : new Audience(Arrays.copyOf(out, n), Arrays.copyOf(outKinds, n));
  }

  /**
   * The audience as bytes: the same audience gives the same bytes, so their hash can be signed. A
   * compact form for a frozen audience, about two bytes a watcher when ids are dense.
   */
  public byte[] encode() {
    return AudienceBytes.encode(ids, kinds);
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
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(kinds, that.kinds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "Audience of " + ids.length;
  }
}
