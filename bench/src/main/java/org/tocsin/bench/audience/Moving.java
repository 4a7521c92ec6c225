// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tocsin.bench.frame.Contender;

/** Moves watchers: from anywhere to somewhere in any city. */
final class Moving implements Contender {
  /** A power of two. */
  private static final int TARGETS = 1 << 14;

  /** Every so manyth danger is asked after the moves. */
  private static final int ASKED = 8;

  private final Desk desk;
  private final Finder finder;
  private final Mover mover;
  private final RandomGenerator random = new SplittableRandom(3);
  private final int[] x = new int[TARGETS];
  private final int[] y = new int[TARGETS];

  Moving(Desk desk, Finder finder, Mover mover) {
    this.desk = desk;
    this.finder = finder;
    this.mover = mover;
    for (int i = 0; i < TARGETS; i++) {
      desk.watchers.cities.anywhere(random, x, y, i);
    }
  }

  @Override
  public long units() {
    return desk.setting.moves();
  }

  @Override
  public long pass() throws Exception {
    for (int i = 0; i < units(); i++) {
      int to = random.nextInt() & (TARGETS - 1);
      mover.move(random.nextInt(desk.watchers.count), x[to], y[to]);
    }
    mover.show();
    return units();
  }

  @Override
  public long processorNanosElsewhere() throws Exception {
    return desk.processorNanosElsewhere();
  }

  /** Moves some, the same everywhere, then asks. */
  @Override
  public List<String> answers() throws Exception {
    for (int i = 0; i < units(); i++) {
      int to = random.nextInt() & (TARGETS - 1);
      int id = random.nextInt(desk.watchers.count);
      desk.watchers.x[id] = x[to];
      desk.watchers.y[id] = y[to];
      mover.move(id, x[to], y[to]);
    }
    mover.show();
    int[] asked = IntStream.range(0, desk.questions.size()).filter(n -> n % ASKED == 0).toArray();
    return Matching.answers(desk, finder, asked);
  }
}
