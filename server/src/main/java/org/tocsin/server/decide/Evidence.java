// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.Optional;
import java.util.OptionalInt;
import org.tocsin.server.kernel.ReportId;

/**
 * What an answer or a waiver's ground rests on.
 *
 * @param of the question's id, or {@link #GROUND}
 * @param report a report of the case
 * @param finding the number of a finding read from it, from 0; empty: the report as a whole
 */
public record Evidence(String of, ReportId report, OptionalInt finding) {

  /** Stands for the ground of a waiver; no question has this id. */
  public static final String GROUND = "ground";

  /** The report and finding as one word: {@code report_01H…} or {@code report_01H…:3}. */
  public String word() {
    return finding.isPresent() ? report.value() + ":" + finding.getAsInt() : report.value();
  }

  /** The evidence of this word; empty when it has another form. */
  static Optional<Evidence> find(String of, String word) {
    String[] parts = word.split(":", -1);
    if (parts.length > 2 || (parts.length == 2 && !parts[1].matches("\\d{1,4}"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Evidence(
            of,
            new ReportId(parts[0]),
            parts.length == 2 ? OptionalInt.of(Integer.parseInt(parts[1])) : OptionalInt.empty()));
  }
}
