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
  private final int[] x = new int[POSITIONS];
  private final int[] y = new int[POSITIONS];
  private int next;

  Reversing(Desk desk, Locator locator) {
    this.locator = locator;
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
    for (int i = 0; i < PASS; i++) {
      found += locator.at(x[next], y[next]).length;
      next = (next + 1) & (POSITIONS - 1);
    }
    return found;
  }

  /** A line for each stretch of positions. */
  @Override
  public List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (int start = 0; start < 16 * PASS; start += PASS) {
      Digest digest = new Digest();
      for (int i = start; i < start + PASS; i++) {
        for (int danger : locator.at(x[i], y[i])) {
          digest.add(danger);
        }
        digest.add(-1);
      }
      answers.add(digest.toString());
    }
    return answers;
  }
}
