// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/**
 * What became of the dangers that reports told of. Given as a bean by the stage that keeps
 * outcomes, which this one must not know.
 */
public interface CaseFates {

  /** Whether what was feared in a case came true. */
  enum Verdict {
    /** It happened, or it was prevented. */
    BORNE_OUT("borne out"),
    /** Nothing happened, or there never was a danger. */
    NOT_BORNE_OUT("not borne out"),
    /** The case is open, or nobody can tell. */
    UNDECIDED("undecided");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * A case with what became of it.
   *
   * @param caseId names it
   * @param title what the desk calls it
   * @param verdict what the outcome says of those who told of the danger
   * @param outcome its word; empty while there is none
   * @param first when the first of the reports asked about came
   * @param reports how many of them belong to it and came in time
   */
  record Fate(
      CaseId caseId, String title, Verdict verdict, String outcome, Instant first, int reports) {}

  /**
   * The cases of these reports, newest first. What came only after the attack, or after the case
   * was closed, foretold nothing and is left out.
   */
  List<Fate> of(List<ReportId> reports);
}
