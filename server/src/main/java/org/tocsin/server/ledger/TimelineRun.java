// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Acts of one kind that follow each other in a case with none of another kind between them.
 *
 * @param first the oldest of them
 * @param count how many there are, at least 1
 * @param until when the newest of them was done
 * @param newest the newest without the first, at most {@value #NEWEST_MOST}, oldest first
 */
public record TimelineRun(
    TimelineLine first, long count, Instant until, List<TimelineLine> newest) {

  /** So many of a run are read besides its first. */
  public static final int NEWEST_MOST = 100;

  /** Copies the list. */
  public TimelineRun {
    newest = List.copyOf(newest);
  }

  /**
   * The newest runs before some place in a case's timeline.
   *
   * @param runs oldest first
   * @param isMore whether the case has older ones
   */
  public record Page(List<TimelineRun> runs, boolean isMore) {
    /** Copies the list. */
    public Page {
      runs = List.copyOf(runs);
    }
  }
}
