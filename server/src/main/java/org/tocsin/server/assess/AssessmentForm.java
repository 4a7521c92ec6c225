// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.kernel.web.DeskTime;

/** The fields of the assessment's form, as filled in or as the newest assessment stands. */
public record AssessmentForm(
    String actor,
    String target,
    String method,
    String place,
    String latitude,
    String longitude,
    String radiusKm,
    String from,
    String until,
    String likelihood,
    String confidence,
    List<Line> statements,
    String targetKind,
    String slackHours,
    List<Line> likelihoodReasons,
    List<Line> confidenceReasons,
    String change) {

  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  /** How many empty lines for statements follow those that are filled. */
  private static final int SPARE = 2;

  /** A statement with what it cites, written as {@code R1.2 R3}. */
  public record Line(String text, String cites) {}

  /** Copies the lists. */
  public AssessmentForm {
    statements = List.copyOf(statements);
    likelihoodReasons = List.copyOf(likelihoodReasons);
    confidenceReasons = List.copyOf(confidenceReasons);
  }

  static AssessmentForm of(CaseFile file) {
    return file.assessment()
        .map(made -> filled(file, made))
        .orElseGet(() ->
            new AssessmentForm(
                "", "", "", "", "", "", "", "", "", "", "", List.of(), "", "", List.of(), List.of(),
                ""))
        .withSpareLines();
  }

  private static AssessmentForm filled(CaseFile file, ThreatAssessment made) {
    return new AssessmentForm(
        made.actor(),
        made.target(),
        made.method(),
        made.place().name(),
        Double.toString(made.place().latitude()),
        Double.toString(made.place().longitude()),
        Double.toString(made.place().radiusMetres() / 1000),
        field(made.window().from()),
        field(made.window().until()),
        made.likelihood().words(),
        made.confidence().word(),
        lines(file, made.statements()),
        made.reasoning().targetKind().word(),
        made.reasoning().windowSlack().isZero()
            ? ""
            : Double.toString(made.reasoning().windowSlack().toMinutes() / 60.0),
        lines(file, made.reasoning().likelihood()),
        lines(file, made.reasoning().confidence()),
        "");
  }

  private static List<Line> lines(CaseFile file, List<Statement> statements) {
    return statements.stream()
        .map(each -> new Line(each.text(), Refs.of(file, each.cites())))
        .toList();
  }

  AssessmentForm withSpareLines() {
    return new AssessmentForm(
        actor,
        target,
        method,
        place,
        latitude,
        longitude,
        radiusKm,
        from,
        until,
        likelihood,
        confidence,
        spare(statements, SPARE),
        targetKind,
        slackHours,
        spare(likelihoodReasons, 1),
        spare(confidenceReasons, 1),
        change);
  }

  private static List<Line> spare(List<Line> filled, int more) {
    List<Line> lines = new ArrayList<>(filled);
    for (int i = 0; i < more || lines.size() < more + 1; i++) {
      lines.add(new Line("", ""));
    }
    return lines;
  }

  private static String field(Instant at) {
    return FIELD.format(at.atZone(DeskTime.zone()));
  }
}
