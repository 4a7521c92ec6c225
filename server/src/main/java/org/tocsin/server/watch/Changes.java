// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.Arrays;

/**
 * Who was added or changed since a mark, as {@link Watchers#changes} tells it.
 *
 * @param mark to ask with the next time
 * @param all whether it can no longer be told who: anybody may have changed
 * @param numbers who, each once, ascending; empty when anybody may have
 */
public record Changes(long mark, boolean all, long[] numbers) {
  /** Before anything was asked: anybody may have changed. */
  public static final long NEVER = -1;

  /**
   * The last changes, in the order in which the index took them in: a ring of numbers. Whoever asks
   * so seldom that it has gone round is told that anybody may have changed. Thread-safe.
   */
  static final class Ring {
    private final long[] numbers;

    /** How many changes there have been. */
    private long count;

    Ring(int capacity) {
      numbers = new long[capacity];
    }

    /** Takes in a change that readers of the index see already. */
    synchronized void add(long number) {
      numbers[(int) (count++ % numbers.length)] = number;
    }

    /** Takes in more changes than are kept. */
    synchronized void addMany(int more) {
      count += Math.max(more, numbers.length + 1);
    }

    synchronized Changes since(long mark) {
      if (mark < 0 || mark > count || count - mark > numbers.length) {
        return new Changes(count, true, new long[0]);
      }
      long[] changed = new long[(int) (count - mark)];
      for (int i = 0; i < changed.length; i++) {
        changed[i] = numbers[(int) ((mark + i) % numbers.length)];
      }
      return new Changes(count, false, Arrays.stream(changed).sorted().distinct().toArray());
    }
  }
}
