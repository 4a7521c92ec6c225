// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts one group's times. Used by one thread. */
final class Tempo {

  private final String name;
  private final List<Long> seconds = new ArrayList<>();
  private int audience;
  private int told;

  Tempo(String name) {
    this.name = name;
  }

  /** One more who was to be told; with the time that they took, or null when they are silent. */
  void add(boolean wasTold, @Nullable Duration took) {
    audience++;
    told += wasTold ? 1 : 0;
    if (took != null) {
      seconds.add(Math.max(0, took.toSeconds()));
    }
  }

  AnswerTimes.Group group() {
    Collections.sort(seconds);
    int size = seconds.size();
    Long median = size == 0 ? null : (seconds.get((size - 1) / 2) + seconds.get(size / 2)) / 2;
    return new AnswerTimes.Group(
        name, audience, told, size, within(1), within(5), within(15), within(60), median);
  }

  private int within(int minutes) {
    return (int) seconds.stream().filter(each -> each <= minutes * 60L).count();
  }
}
