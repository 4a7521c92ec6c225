// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.Map;
import org.tocsin.server.assess.Citation;

/**
 * A finding of the case as it stands in the matrix now.
 *
 * @param cite which finding
 * @param ref how the case page writes it, for example {@code R1.2}
 * @param type the word of its kind
 * @param text its words
 * @param grade for example {@code B2}: of its report, with the credibility that an officer gave the
 *     finding itself, where one did
 * @param credibility what the grade comes to; low where it may be meant to deceive
 * @param deception whether an officer says that it may be meant to deceive
 * @param relevance as somebody weighed it; moderate until then
 * @param cells by the hypothesis' key; a hypothesis that is missing was not weighed
 */
public record Row(
    Citation cite,
    String ref,
    String type,
    String text,
    String grade,
    Level credibility,
    boolean deception,
    Level relevance,
    Map<String, Consistency> cells) {

  /** Copies the cells. */
  public Row {
    cells = Map.copyOf(cells);
  }

  /** The report and the finding as one word of a form, for example {@code report_01H…:0}. */
  public String key() {
    return cite.report() + ":" + cite.finding().orElse(-1);
  }

  /** What its cells count: credibility times relevance, from 0.5 to 2. */
  double weight() {
    return credibility.factor() * relevance.factor();
  }

  /** Whether nobody has weighed it against any hypothesis. */
  public boolean fresh() {
    return cells.isEmpty();
  }

  Row turned() {
    Map<String, Consistency> turned = new java.util.HashMap<>();
    cells.forEach((hypothesis, cell) -> turned.put(hypothesis, cell.turned()));
    return new Row(cite, ref, type, text, grade, credibility, deception, relevance, turned);
  }
}
