// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.Map;
import org.tocsin.server.kernel.ReportId;

/**
 * What somebody made of a finding against each hypothesis.
 *
 * @param report the report that it was read from
 * @param finding its number in the report, from 0
 * @param relevance how much it matters to the question
 * @param cells by the hypothesis' key; a hypothesis that is missing was not weighed
 */
public record Weighing(
    ReportId report, int finding, Level relevance, Map<String, Consistency> cells) {

  /** Copies the cells. */
  public Weighing {
    cells = Map.copyOf(cells);
  }
}
