// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tocsin.bench.frame.Contender;

/** Asks which dangers hold each of many positions, spread as watchers are. */
final class Reversing implements Contender {
  /** A power of two. */
  private static final int POSITIONS = 1 << 16;

  private static final int PASS = 1 << 10;

  private final Locator locator;
  private final boolean isTogether;
  private final int[] x = new int[POSITIONS];
  private final int[] y = new int[POSITIONS];
  private int next;

  /**
   * @param isTogether whether positions are asked {@link #PASS} at once, as they come in where many
   *     move, or one after another
   */
  Reversing(Desk desk, Locator locator, boolean isTogether) {
    this.locator = locator;
    this.isTogether = isTogether;
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < POSITIONS; i++) {
      desk.watchers.cities.anywhere(random, x, y, i);
    }
  }

  @Override
  public long units() {
    return PASS;
  }

  @Override
  public long pass() {
    long found = 0;
    for (int[] dangers : pass(next)) {
      found += dangers.length;
    }
    next = (next + PASS) & (POSITIONS - 1);
    return found;
  }

  private int[][] pass(int from) {
    if (isTogether) {
      return locator.at(x, y, from, PASS);
    }
    int[][] found = new int[PASS][];
    for (int i = 0; i < PASS; i++) {
      found[i] = locator.at(x[from + i], y[from + i]);
    }
    return found;
  }

  /** A line for each stretch of positions. */
  @Override
  public List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (int start = 0; start < 16 * PASS; start += PASS) {
      Digest digest = new Digest();
      for (int[] dangers : pass(start)) {
        for (int danger : dangers) {
          digest.add(danger);
        }
        digest.add(-1);
      }
      answers.add(digest.toString());
    }
    return answers;
  }
}
