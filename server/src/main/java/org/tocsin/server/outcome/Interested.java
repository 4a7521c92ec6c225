// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.assess.grading.Interest;
import org.tocsin.server.read.FindingNotes.Note;

/** Says of accounts and figures whether a party with an interest asserts them. */
public final class Interested {

  private Interested() {}

  /**
   * What is to be shown beside an account.
   *
   * @param all every account of the same incident
   */
  public static List<Note> of(Statement statement, Collection<Statement> all) {
    List<String> others =
        all.stream()
            .filter(each -> !each.id().equals(statement.id()))
            .map(Statement::about)
            .toList();
    return Interest.ofAccount(
            statement.kind() == StatementKind.CLAIM, statement.by(), statement.about(), others)
        .map(Interested::note)
        .stream()
        .toList();
  }

  /** What is to be shown beside a figure. */
  public static List<Note> of(Figure figure) {
    return Optional.of(figure.source())
        .filter(Interest::ofPowerItself)
        .map(source ->
            note(
                new Interest(
                    source, "An authority's own figures about what it answers for itself.")))
        .stream()
        .toList();
  }

  private static Note note(Interest interest) {
    return new Note(
        "interestedParty", "asserted by an interested party: " + interest.party(), interest.why());
  }
}
