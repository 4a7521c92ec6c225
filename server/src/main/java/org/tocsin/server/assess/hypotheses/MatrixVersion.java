// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.OfficerId;

/**
 * One version of a case's matrix, as somebody left it.
 *
 * @param version from 1; the newest counts
 * @param by who weighed
 * @param at when
 * @param why what made them weigh
 * @param next the number that the next new hypothesis gets
 * @param hypotheses in the order of their keys
 * @param weighings findings that were weighed, also those that hold no more
 * @param leading the keys that led by the findings of that moment; empty when nothing was weighed
 */
public record MatrixVersion(
    int version,
    OfficerId by,
    Instant at,
    String why,
    int next,
    List<Hypothesis> hypotheses,
    List<Weighing> weighings,
    List<String> leading) {

  /** Copies the lists. */
  public MatrixVersion {
    hypotheses = List.copyOf(hypotheses);
    weighings = List.copyOf(weighings);
    leading = List.copyOf(leading);
  }
}
