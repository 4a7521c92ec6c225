// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.tocsin.audience.Density;
import org.tocsin.server.watch.AudienceSummary;

/**
 * Whom a draft would reach as things stand; nothing is frozen.
 *
 * @param summary them in figures
 * @param withheld how many of them are not cleared for its marking and would be told nothing
 * @param reasons how many are in the way for each reason; empty for an audience so large that this
 *     waits for the preview, which freezes it
 * @param density how they lie on the map
 */
public record Estimate(
    AudienceSummary summary,
    int withheld,
    Optional<Map<String, Integer>> reasons,
    Density density) {
  /** Copies the reasons. */
  public Estimate {
    reasons = reasons.map(Map::copyOf);
  }

  /** The cells of the map as JSON: south, west, north, east and how many, for each. */
  public String cells() {
    StringJoiner cells = new StringJoiner(",", "[", "]");
    for (Density.Cell cell : density.cells()) {
      cells.add(
          String.format(
              Locale.ROOT,
              "[%.5f,%.5f,%.5f,%.5f,%d]",
              cell.south(),
              cell.west(),
              cell.north(),
              cell.east(),
              cell.count()));
    }
    return cells.toString();
  }
}
