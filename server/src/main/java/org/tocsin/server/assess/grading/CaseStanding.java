// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.util.List;
import org.tocsin.server.assess.joining.Origins;
import org.tocsin.server.read.FindingNotes.Note;

/**
 * How far a case and the statements of its newest assessment are to be believed.
 *
 * @param origins of all its reports
 * @param independent how many origins have a report that is not marked as possible deception
 * @param statements in their order
 */
public record CaseStanding(Origins origins, int independent, List<OfStatement> statements) {

  /** Copies the list. */
  public CaseStanding {
    statements = List.copyOf(statements);
  }

  /** Whether everything in the case comes from one origin, or from none. */
  public boolean singleSource() {
    return independent <= 1;
  }

  /**
   * A statement of the assessment.
   *
   * @param origins how many independent origins it rests on, without possible deceptions
   * @param notes what is to be shown beside it: single source, interest, deception, what left
   */
  public record OfStatement(int origins, List<Note> notes) {
    /** Copies the list. */
    public OfStatement {
      notes = List.copyOf(notes);
    }

    /** Whether nothing independent confirms it. */
    public boolean singleSource() {
      return origins <= 1;
    }
  }
}
