// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;

/** An assessment as JSON: in the table, and in the API's answers. */
record AssessmentBody(
    String actor,
    String target,
    String method,
    Place place,
    TimeWindow window,
    String likelihood,
    int percentMin,
    int percentMax,
    String confidence,
    List<StatementBody> statements,
    @Nullable ReasoningBody reasoning) {

  /** The reasoning as JSON; versions of before it was asked for have none. */
  record ReasoningBody(
      String targetKind,
      long windowSlackMinutes,
      List<StatementBody> likelihoodReasons,
      List<StatementBody> confidenceReasons,
      String change) {

    static ReasoningBody of(Reasoning reasoning) {
      return new ReasoningBody(
          reasoning.targetKind().word(),
          reasoning.windowSlack().toMinutes(),
          reasoning.likelihood().stream().map(AssessmentBody::of).toList(),
          reasoning.confidence().stream().map(AssessmentBody::of).toList(),
          reasoning.change());
    }

    Reasoning reasoning() {
      return new Reasoning(
          TargetKind.find(targetKind).orElseThrow(),
          Duration.ofMinutes(windowSlackMinutes),
          likelihoodReasons.stream().map(AssessmentBody::statement).toList(),
          confidenceReasons.stream().map(AssessmentBody::statement).toList(),
          change);
    }
  }

  /** A statement as JSON. */
  record StatementBody(String text, List<CitationBody> cites) {}

  /** A citation as JSON. */
  record CitationBody(String report, @Nullable Integer finding) {}

  static AssessmentBody of(ThreatAssessment assessment) {
    return new AssessmentBody(
        assessment.actor(),
        assessment.target(),
        assessment.method(),
        assessment.place(),
        assessment.window(),
        assessment.likelihood().words(),
        assessment.likelihood().percentMin(),
        assessment.likelihood().percentMax(),
        assessment.confidence().word(),
        assessment.statements().stream().map(AssessmentBody::of).toList(),
        ReasoningBody.of(assessment.reasoning()));
  }

  private static StatementBody of(Statement statement) {
    return new StatementBody(
        statement.text(),
        statement.cites().stream()
            .map(cite ->
                new CitationBody(
                    cite.report().value(),
                    cite.finding().isPresent() ? cite.finding().getAsInt() : null))
            .toList());
  }

  ThreatAssessment assessment(int version, OfficerId by, Instant at) {
    return new ThreatAssessment(
        version,
        actor,
        target,
        method,
        place,
        window,
        Likelihood.find(likelihood).orElseThrow(),
        Confidence.find(confidence).orElseThrow(),
        statements.stream().map(AssessmentBody::statement).toList(),
        reasoning == null ? Reasoning.NONE : reasoning.reasoning(),
        by,
        at);
  }

  static Statement statement(StatementBody body) {
    return new Statement(
        body.text(),
        body.cites().stream()
            .map(cite -> {
              Integer finding = cite.finding();
              return new Citation(
                  new ReportId(cite.report()),
                  finding == null ? OptionalInt.empty() : OptionalInt.of(finding));
            })
            .toList());
  }
}
