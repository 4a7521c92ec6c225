// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Map;
import org.tocsin.server.watch.AudienceSummary;

/**
 * Whom a draft would reach as things stand; nothing is frozen.
 *
 * @param summary them in figures
 * @param reasons how many are in the way for each reason
 */
public record Estimate(AudienceSummary summary, Map<String, Integer> reasons) {
  /** Copies the reasons. */
  public Estimate {
    reasons = Map.copyOf(reasons);
  }
}
