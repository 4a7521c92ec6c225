// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.assess.CaseFile;

/**
 * A case's hypotheses against its findings as these stand now: what was rejected, or whose report
 * left the case, has dropped out; what came since is not yet weighed.
 *
 * @param file the case
 * @param made the newest version that somebody left; empty when there is none
 * @param rows the findings that hold, in the order of the case
 * @param dropped how many findings were weighed and hold no more
 * @param analysis what it comes to
 */
public record Matrix(
    CaseFile file, Optional<MatrixVersion> made, List<Row> rows, int dropped, Analysis analysis) {

  /** Copies the rows. */
  public Matrix {
    rows = List.copyOf(rows);
  }

  /** The hypotheses in the order of their keys. */
  public List<Hypothesis> hypotheses() {
    return made.map(MatrixVersion::hypotheses).orElse(List.of());
  }

  /** The number of the newest version; 0 when there is none. */
  public int version() {
    return made.map(MatrixVersion::version).orElse(0);
  }

  /** How many findings nobody has weighed yet. */
  public long fresh() {
    return rows.stream().filter(Row::fresh).count();
  }

  /** How many findings count nothing yet, since a cell of theirs is missing. */
  public long halfWeighed() {
    return rows.stream()
        .filter(row -> !row.fresh())
        .filter(row -> !hypotheses().stream().allMatch(each -> row.cells().containsKey(each.key())))
        .count();
  }

  /** How much a finding tells the hypotheses apart, with two digits; empty until it is weighed. */
  public String telling(Row row) {
    Double told = analysis.telling().get(row.key());
    return told == null ? "" : String.format(java.util.Locale.ROOT, "%.2f", told);
  }

  /** The findings that were weighed, those that tell most first. */
  public List<Row> mostTelling() {
    return rows.stream()
        .filter(row -> !row.fresh())
        .sorted(
            Comparator.comparingDouble(
                (Row row) -> -analysis.telling().getOrDefault(row.key(), 0.0)))
        .toList();
  }

  /** The words of a hypothesis; empty when there is none of that key. */
  public String text(String key) {
    return hypotheses().stream()
        .filter(each -> each.key().equals(key))
        .map(Hypothesis::text)
        .findFirst()
        .orElse("");
  }

  /** Whether another hypothesis leads now than when somebody weighed last. */
  public boolean turnedSince() {
    return made.map(version -> !version.leading().equals(sortedLeading())).orElse(false);
  }

  private List<String> sortedLeading() {
    return analysis.leading().stream().sorted().toList();
  }
}
