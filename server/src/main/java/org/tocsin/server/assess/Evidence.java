// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** What statements may rest on: the reports of a case and the findings read from them. */
@Component
class Evidence {

  private static final int STATEMENTS_MAX = 50;
  private static final int CITES_MAX = 50;

  private final Reports reports;
  private final Readings readings;

  Evidence(Reports reports, Readings readings) {
    this.reports = reports;
    this.readings = readings;
  }

  /** The report's title; T1007 when there is no such report. */
  String title(ReportId report) {
    return reports.get(report).title();
  }

  /**
   * Refuses, with every fault, statements and reasons that rest on nothing or on what is not there.
   */
  void require(CaseFile file, Cases.Judgement judgement) {
    JudgementRules.refuse(AssessProblem.NOT_CITED, faults(file, judgement));
  }

  /** Every fault of what statements and reasons rest on. */
  List<Fault> faults(CaseFile file, Cases.Judgement judgement) {
    List<Fault> faults = new ArrayList<>();
    require(file, "statements", judgement.statements(), faults);
    require(file, "reasoning.likelihoodReasons", judgement.reasoning().likelihood(), faults);
    require(file, "reasoning.confidenceReasons", judgement.reasoning().confidence(), faults);
    return faults;
  }

  private void require(
      CaseFile file, String field, List<Statement> statements, List<Fault> faults) {
    if (statements.size() > STATEMENTS_MAX) {
      faults.add(
          new Fault(
              field,
              "",
              "there are %d".formatted(statements.size()),
              "keep to %d".formatted(STATEMENTS_MAX)));
    }
    for (int i = 0; i < Math.min(statements.size(), STATEMENTS_MAX); i++) {
      statement(file, field + "[" + i + "]", statements.get(i), faults);
    }
  }

  /** Refuses, with every fault, citations of what is not there. */
  void require(CaseFile file, String where, List<Citation> cites) {
    List<Fault> faults = new ArrayList<>();
    cites.stream()
        .limit(CITES_MAX)
        .forEach(cite -> fault(file, where, cite).ifPresent(faults::add));
    if (cites.size() > CITES_MAX) {
      faults.add(
          new Fault(
              where,
              "",
              "has %d citations".formatted(cites.size()),
              "keep to %d".formatted(CITES_MAX)));
    }
    JudgementRules.refuse(AssessProblem.NOT_CITED, faults);
  }

  /** Whether a report, or a finding of one, is of the case and holds. */
  boolean isThere(CaseFile file, Citation cite) {
    return fault(file, "", cite).isEmpty();
  }

  private void statement(CaseFile file, String where, Statement statement, List<Fault> faults) {
    JudgementRules.requireText(faults, where + ".text", statement.text());
    if (statement.cites().isEmpty() || statement.cites().size() > CITES_MAX) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(statement.text()),
              statement.cites().isEmpty()
                  ? "cites nothing"
                  : "has %d citations".formatted(statement.cites().size()),
              "cite 1 to %d reports of the case or findings of them".formatted(CITES_MAX)));
    }
    statement.cites().stream()
        .limit(CITES_MAX)
        .forEach(cite -> fault(file, where + ".cites", cite).ifPresent(faults::add));
  }

  private Optional<Fault> fault(CaseFile file, String where, Citation cite) {
    if (!file.reports().contains(cite.report())) {
      return Optional.of(
          new Fault(
              where,
              cite.report().value(),
              "is not a report of this case",
              "join the report to the case first"));
    }
    if (cite.finding().isEmpty()) {
      return Optional.empty();
    }
    int number = cite.finding().getAsInt();
    Optional<StoredReading> reading = readings.of(cite.report());
    if (reading.isEmpty()) {
      return Optional.of(
          new Fault(
              where, cite.report().value(), "has not been read yet", "try again in a moment"));
    }
    int count = reading.get().findings().size();
    if (number >= 0 && number < count && !reading.get().findings().get(number).standing()) {
      return Optional.of(
          new Fault(
              where,
              Refs.of(file, cite),
              "is a finding that does not hold any more",
              "cite another one, or accept it first on the report's page"));
    }
    return number >= 0 && number < count
        ? Optional.empty()
        : Optional.of(
            new Fault(
                where,
                Refs.of(file, cite),
                "is no finding: %s has %d".formatted(cite.report(), count),
                count == 0
                    ? "cite the report as a whole"
                    : "use 0 to %d, on a page .1 to .%d".formatted(count - 1, count)));
  }
}
