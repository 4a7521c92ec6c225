// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.ledger.TimelineLine;

/**
 * An act of a timeline, or the first of many of its kind in a row: ten thousand answer one warning.
 *
 * @param first the act
 * @param more how many of its kind follow it at once
 * @param until when the last of them was done
 * @param unfolded of those that follow the newest hundred at most, oldest first
 */
public record Stretch(TimelineLine first, int more, Instant until, List<TimelineLine> unfolded) {

  /** So many of one kind in a row are shown one by one. */
  static final int IN_A_ROW = 5;

  static final int UNFOLDED_MOST = 100;

  /** How many are not shown even when it is unfolded. */
  public int left() {
    return more - unfolded.size();
  }

  /** A timeline with what goes on and on folded up, in the order given. */
  static List<Stretch> fold(List<TimelineLine> timeline) {
    List<Stretch> found = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= timeline.size(); to++) {
      if (to < timeline.size() && timeline.get(to).type().equals(timeline.get(from).type())) {
        continue;
      }
      List<TimelineLine> alike = timeline.subList(from, to);
      if (alike.size() > IN_A_ROW) {
        found.add(of(alike));
      } else {
        alike.forEach(each -> found.add(of(List.of(each))));
      }
      from = to;
    }
    return found;
  }

  private static Stretch of(List<TimelineLine> alike) {
    int from = Math.max(1, alike.size() - UNFOLDED_MOST);
    return new Stretch(
        alike.getFirst(),
        alike.size() - 1,
        alike.getLast().at(),
        List.copyOf(alike.subList(from, alike.size())));
  }
}
