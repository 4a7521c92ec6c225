// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.ledger.TimelineRun;

/**
 * An act of a timeline, or the first of many of its kind in a row: ten thousand answer one warning.
 *
 * @param first the act
 * @param more how many of its kind follow it at once
 * @param until when the last of them was done
 * @param unfolded of those that follow the newest hundred at most, oldest first
 */
public record Stretch(TimelineLine first, long more, Instant until, List<TimelineLine> unfolded) {

  /** So many of one kind in a row are shown one by one. */
  static final int IN_A_ROW = 5;

  /** How many are not shown even when it is unfolded. */
  public long left() {
    return more - unfolded.size();
  }

  /** Folds up what goes on and on, in the order given. */
  static List<Stretch> of(List<TimelineRun> runs) {
    List<Stretch> found = new ArrayList<>();
    for (TimelineRun run : runs) {
      if (run.count() > IN_A_ROW) {
        found.add(new Stretch(run.first(), run.count() - 1, run.until(), run.newest()));
      } else {
        found.add(alone(run.first()));
        run.newest().forEach(each -> found.add(alone(each)));
      }
    }
    return found;
  }

  private static Stretch alone(TimelineLine line) {
    return new Stretch(line, 0, line.at(), List.of());
  }
}
