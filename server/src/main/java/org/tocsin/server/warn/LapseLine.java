// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.assess.CasePage;
import org.tocsin.server.kernel.Text;

/**
 * A line of the list of lapses.
 *
 * @param caseTitle of the case that it belongs to
 * @param red whether it has lapsed
 * @param when how long ago it lapsed, or how long is left, in words
 * @param wants what is to be done
 * @param draft the newest draft that would follow it and waits for a signature
 */
public record LapseLine(
    Warning warning,
    String caseTitle,
    boolean red,
    String when,
    String wants,
    Optional<String> draft) {
  static LapseLine of(Lapses.Demand demand, String caseTitle, Instant now) {
    Warning warning = demand.warning();
    Instant until = warning.draft().window().until();
    return new LapseLine(
        warning,
        caseTitle,
        demand.red(),
        demand.red()
            ? lapsed(Duration.between(until, now))
            : "in " + CasePage.words(Duration.between(now, until)),
        Text.sentence(demand.wants()),
        demand.draft().map(id -> id.value()));
  }

  private static String lapsed(Duration since) {
    return since.toMinutes() < 1 ? "lapsed just now" : "lapsed " + CasePage.words(since) + " ago";
  }
}
