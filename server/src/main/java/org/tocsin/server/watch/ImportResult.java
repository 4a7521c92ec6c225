// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.tocsin.audience.LineProblem;

/**
 * What came of a file of watchers.
 *
 * @param id the number of this import
 * @param watchers how many were added or replaced
 * @param places how many places they have together
 * @param unreachable how many of them have no channel; they are taken and listed
 * @param rejected how many lines were refused; they are kept
 * @param kept how many lines are kept to be mended: the refused ones, and those taken without an
 *     address that reaches nobody
 * @param problems what was found wrong: the first hundred errors, then the first hundred warnings,
 *     each in the order of the file
 */
public record ImportResult(
    long id,
    int watchers,
    int places,
    int unreachable,
    int rejected,
    int kept,
    List<LineProblem> problems) {
  /** Copies its list. */
  public ImportResult {
    problems = List.copyOf(problems);
  }

  /** What was taken, as a sentence without its end: {@code 1 watcher with 2 places was taken}. */
  public String taken() {
    return "%d %s with %d %s %s taken"
        .formatted(
            watchers,
            watchers == 1 ? "watcher" : "watchers",
            places,
            places == 1 ? "place" : "places",
            watchers == 1 ? "was" : "were");
  }
}
