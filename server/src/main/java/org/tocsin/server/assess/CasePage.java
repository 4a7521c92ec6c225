// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.tocsin.server.assess.grading.CaseStanding;
import org.tocsin.server.read.FindingNotes.Note;

/**
 * What the case page shows besides the form.
 *
 * @param file the case
 * @param reports its reports in the order of joining
 * @param panels the parts of later stages
 * @param timeline a part of what is recorded
 * @param map the map as JSON, for {@code data-map}; empty when no place is known
 * @param now what the desk's clock says
 * @param name names officers by their id
 * @param standing how far the case and its statements are to be believed
 */
public record CasePage(
    CaseFile file,
    List<CaseReport> reports,
    List<Panel> panels,
    TimelinePart timeline,
    String map,
    Instant now,
    Function<String, String> name,
    CaseStanding standing) {

  /** A part of a later stage. */
  public record Panel(String anchor, String heading, gg.jte.Content content) {}

  /** Copies the lists. */
  public CasePage {
    reports = List.copyOf(reports);
    panels = List.copyOf(panels);
  }

  /** What is to be shown beside a statement of the assessment, counted from 0. */
  public List<Note> notes(int statement) {
    return statement < standing.statements().size()
        ? standing.statements().get(statement).notes()
        : List.of();
  }

  /** How the page writes a citation. */
  public String ref(Citation cite) {
    return Refs.of(file, cite);
  }

  /** Where a citation leads on the page. */
  public String anchor(Citation cite) {
    return "#" + Refs.of(file, cite).replace('.', '-');
  }

  /** Where now stands to the assessed window, in words. */
  public String windowNow(ThreatAssessment assessment) {
    Instant from = assessment.window().from();
    Instant until = assessment.window().until();
    if (now.isBefore(from)) {
      return "begins in " + words(Duration.between(now, from));
    }
    return now.isBefore(until)
        ? "now; ends in " + words(Duration.between(now, until))
        : "ended " + words(Duration.between(until, now)) + " ago";
  }

  /** A duration for people: days and hours, or hours and minutes. */
  public static String words(Duration duration) {
    if (duration.toDays() >= 2) {
      return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
    }
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min".formatted(duration.toMinutes());
  }
}
