// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The traits of every watcher by number, four bytes each: numbers are given one after another, and
 * few distinct traits exist. An audience of a million is counted in some milliseconds, since each
 * of its members is one look into an array.
 *
 * <p>Safe for any number of threads: changes are made one after another, readers never wait. A
 * count that runs while watchers change may have them before or after.
 */
final class TraitColumn {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private static final int[] NOBODY = {};

  /**
   * What has been given codes so far, by code; 0 is for nobody, and after the last there is room.
   */
  private volatile @Nullable Traits[] distinct = new Traits[16];

  private final Map<Traits, Integer> codes = new HashMap<>();

  /** The codes of 65,536 numbers on end each. */
  private volatile int[][] chunks = new int[0][];

  synchronized void put(long number, Traits traits) {
    Integer known = codes.get(traits);
    if (known == null) {
      known = codes.size() + 1;
      @Nullable Traits[] more = distinct;
      if (known == more.length) {
        more = Arrays.copyOf(more, 2 * more.length);
      }
      more[known] = traits;
      codes.put(traits, known);
      // Before the code is written anywhere, so that whoever reads it finds its traits.
      distinct = more;
    }
    chunk(number)[(int) number & (CHUNK - 1)] = known;
  }

  synchronized void remove(long number) {
    if (code(number) != 0) {
      chunk(number)[(int) number & (CHUNK - 1)] = 0;
    }
  }

  private int[] chunk(long number) {
    int at = Math.toIntExact(number >> CHUNK_BITS);
    int[][] next = chunks;
    if (at < next.length && next[at].length > 0) {
      return next[at];
    }
    next = Arrays.copyOf(next, Math.max(at + 1, next.length));
    for (int i = chunks.length; i < next.length; i++) {
      next[i] = NOBODY;
    }
    next[at] = new int[CHUNK];
    chunks = next;
    return next[at];
  }

  private int code(long number) {
    return code(chunks, number);
  }

  private static int code(int[][] chunks, long number) {
    long at = number >> CHUNK_BITS;
    int[] chunk = at < 0 || at >= chunks.length ? NOBODY : chunks[(int) at];
    return chunk.length == 0 ? 0 : chunk[(int) number & (CHUNK - 1)];
  }

  Optional<Traits> find(long number) {
    int code = code(number);
    @Nullable Traits[] known = distinct;
    return code < known.length ? Optional.ofNullable(known[code]) : Optional.empty();
  }

  /** Counts the numbers that a source gives; those of nobody are not counted. */
  AudienceSummary count(Consumer<LongConsumer> numbers) {
    Counter counter = new Counter(chunks);
    numbers.accept(counter);
    return summary(counter.counts);
  }

  /** Counts everybody but one. */
  AudienceSummary count(OptionalLong but) {
    Counter counter = new Counter(chunks);
    for (int[] chunk : counter.chunks) {
      for (int code : chunk) {
        counter.add(code);
      }
    }
    but.ifPresent(number -> counter.counts[code(counter.chunks, number)]--);
    return summary(counter.counts);
  }

  private AudienceSummary summary(int[] counts) {
    @Nullable Traits[] known = distinct;
    Tally tally = new Tally();
    for (int code = 1; code < Math.min(counts.length, known.length); code++) {
      Traits traits = known[code];
      if (counts[code] > 0 && traits != null) {
        tally.add(traits, counts[code]);
      }
    }
    return tally.summary();
  }

  /** Counts codes. */
  private static final class Counter implements LongConsumer {
    private final int[][] chunks;
    private int[] counts = new int[64];

    Counter(int[][] chunks) {
      this.chunks = chunks;
    }

    @Override
    public void accept(long number) {
      add(code(chunks, number));
    }

    void add(int code) {
      if (code >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * code);
      }
      counts[code]++;
    }
  }
}
