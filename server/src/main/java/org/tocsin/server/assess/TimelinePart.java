// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.TimelineRun;

/**
 * The part of a case's timeline that a page shows: the newest runs of acts, or those before one.
 *
 * @param caseId the case
 * @param stretches what is shown, oldest first
 * @param isNewest whether nothing newer is left out
 * @param before the number before which older acts stand; empty: there are none
 * @param name names officers by their id
 */
public record TimelinePart(
    CaseId caseId,
    List<Stretch> stretches,
    boolean isNewest,
    OptionalLong before,
    Function<String, String> name) {

  /** So many runs stand on a page. */
  static final int RUNS = 40;

  /** Copies the list. */
  public TimelinePart {
    stretches = List.copyOf(stretches);
  }

  static TimelinePart of(
      CaseId caseId, long before, TimelineRun.Page found, Function<String, String> name) {
    return new TimelinePart(
        caseId,
        Stretch.of(found.runs()),
        before == Long.MAX_VALUE,
        found.isMore()
            ? OptionalLong.of(found.runs().getFirst().first().number())
            : OptionalLong.empty(),
        name);
  }

  /** The page that shows what stands before this number. */
  public String pageBefore(long number) {
    return "/desk/cases/%s?before=%d#timeline".formatted(caseId.value(), number);
  }
}
