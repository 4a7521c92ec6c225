// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tocsin.server.collect.Credibility;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.FindingNotes.Note;

/**
 * How far a report and its findings are to be believed, beside the report's own grade.
 *
 * @param marks everything that officers said, oldest first
 * @param derived the interests that the words themselves tell of, by the number of the finding
 */
public record ReportStanding(ReportId report, List<Mark> marks, Map<Integer, Interest> derived) {

  /** Copies both. */
  public ReportStanding {
    marks = List.copyOf(marks);
    derived = Map.copyOf(derived);
  }

  /** The newest mark of a kind on a finding, or on the report as a whole. */
  Optional<Mark> newest(Mark.Kind kind, OptionalInt finding) {
    return marks.reversed().stream()
        .filter(each -> each.kind() == kind && each.about(finding))
        .findFirst();
  }

  /** The deception flag that holds for a finding: its own, or the report's. */
  public Optional<Mark> deception(OptionalInt finding) {
    return newest(Mark.Kind.DECEPTION, finding)
        .filter(Mark::holds)
        .or(() -> newest(Mark.Kind.DECEPTION, OptionalInt.empty()).filter(Mark::holds));
  }

  /**
   * The interest in a finding: as an officer says of it or of the report; else as its words tell.
   */
  public Optional<Interest> interest(OptionalInt finding) {
    Optional<Mark> own = newest(Mark.Kind.INTERESTED, finding);
    Optional<Mark> whole = newest(Mark.Kind.INTERESTED, OptionalInt.empty());
    if (own.isPresent()) {
      return own.filter(Mark::holds).map(ReportStanding::byHand);
    }
    if (whole.filter(Mark::holds).isPresent()) {
      return whole.map(ReportStanding::byHand);
    }
    return finding.isPresent()
        ? Optional.ofNullable(derived.get(finding.getAsInt()))
        : Optional.empty();
  }

  /** Whether a finding can confirm another: nobody with an interest says it, and no deceiver. */
  boolean counts(OptionalInt finding) {
    return deception(finding).isEmpty() && interest(finding).isEmpty();
  }

  private static Interest byHand(Mark mark) {
    return new Interest(mark.party(), "An officer says so: " + mark.reason());
  }

  /** The credibility that an officer gave a finding; empty when it has only the report's. */
  public Optional<Credibility> credibility(int finding) {
    return newest(Mark.Kind.CREDIBILITY, OptionalInt.of(finding))
        .flatMap(mark -> Credibility.find(mark.value()));
  }

  /** What is to be shown wherever the finding, or the report as a whole, is used. */
  public List<Note> notes(OptionalInt finding) {
    List<Note> notes = new java.util.ArrayList<>();
    deception(finding)
        .ifPresent(mark ->
            notes.add(
                new Note(
                    "deception",
                    Mark.Kind.DECEPTION.label(),
                    "An officer says so: " + mark.reason())));
    interest(finding)
        .ifPresent(interest ->
            notes.add(
                new Note(
                    "interestedParty",
                    "asserted by an interested party: " + interest.party(),
                    interest.why())));
    if (finding.isPresent()) {
      credibility(finding.getAsInt())
          .ifPresent(given ->
              notes.add(
                  new Note(
                      "credibility", "information " + given.figure(), capital(given.words()))));
    }
    return notes;
  }

  /** The same for the report as a whole (-1) and each of its findings that has any. */
  public Map<Integer, List<Note>> allNotes(int findings) {
    Map<Integer, List<Note>> all = new HashMap<>();
    all.put(-1, notes(OptionalInt.empty()));
    for (int i = 0; i < findings; i++) {
      all.put(i, notes(OptionalInt.of(i)));
    }
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
