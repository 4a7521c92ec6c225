// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tocsin.bench.frame.Keeper;

/** A peer without an index: looks at every watcher, in columns. Its answers are the measure. */
final class ScanDesk extends Desk {
  private final int[] found;

  private ScanDesk(Setting setting) throws Exception {
    super(setting);
    found = new int[watchers.count];
    // Columns of whole numbers: two positions, a wish, a kind, a time.
    tellMemory(watchers.count * (4L + 4 + 2 + 1 + 4));
  }

  static Keeper of(Setting setting) throws Exception {
    return new ScanDesk(setting);
  }

  @Override
  Finder finder(String way) {
    return new Finder() {
      @Override
      public int count(Question question) {
        return Scan.find(watchers, question, found);
      }

      @Override
      public int[] ids(Question question) {
        return Arrays.copyOf(found, Scan.find(watchers, question, found));
      }
    };
  }

  @Override
  Mover mover() {
    return (id, x, y) -> {
      watchers.x[id] = x;
      watchers.y[id] = y;
    };
  }

  @Override
  Locator locator(List<Question> inForce) {
    Ring[] rings =
        inForce.stream().map(danger -> new Ring(danger.x(), danger.y())).toArray(Ring[]::new);
    return (x, y) ->
        IntStream.range(0, rings.length)
            .filter(d ->
                rings[d].contains(x, y)
                    && inForce.get(d).first() <= Questions.NOW
                    && inForce.get(d).last() >= Questions.NOW)
            .toArray();
  }
}
