// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.grading.Gradings;
import org.tocsin.server.assess.grading.ReportStanding;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** Keeps what officers make of a case's findings against its hypotheses, a version at a time. */
@Service
public class Hypotheses {

  /** More than seven nobody weighs with care. */
  static final int HYPOTHESES_MAX = 7;

  static final int TEXT_LENGTH = 500;
  private static final int WHY_LENGTH = 2_000;
  private static final int ROWS_MAX = 1_000;
  private static final int VERSIONS_MAX = 100;

  private final HypothesesStore store;
  private final Cases cases;
  private final Reports reports;
  private final Readings readings;
  private final Gradings gradings;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Hypotheses(
      HypothesesStore store,
      Cases cases,
      Reports reports,
      Readings readings,
      Gradings gradings,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.reports = reports;
    this.readings = readings;
    this.gradings = gradings;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /**
   * What somebody wants kept.
   *
   * @param base the version that they saw; 0 for none
   * @param why what made them weigh
   * @param hypotheses all that stay, in order; one without a key (empty) is new
   * @param weighings the findings that they weighed; others stay as they were
   */
  public record Change(
      int base, String why, List<Hypothesis> hypotheses, List<Weighing> weighings) {
    /** Copies the lists. */
    public Change {
      hypotheses = List.copyOf(hypotheses);
      weighings = List.copyOf(weighings);
    }
  }

  /** The matrix as the findings stand now; T3001 when there is no such case. */
  public Matrix of(CaseId id) {
    CaseFile file = cases.get(id);
    return matrix(file, store.newest(id));
  }

  /** The newest hundred versions, newest first. */
  public List<MatrixVersion> versions(CaseId id) {
    cases.get(id);
    return store.versions(id, VERSIONS_MAX);
  }

  /**
   * Keeps a new version.
   *
   * @throws Problem T3022 with every fault, T3023 when another version came meanwhile, T3005 when
   *     the case is closed
   */
  @Transactional
  public Matrix weigh(CaseId id, Change change) {
    CaseFile file = cases.holdOpen(id);
    Optional<MatrixVersion> before = store.newest(id);
    int base = before.map(MatrixVersion::version).orElse(0);
    if (base != change.base()) {
      throw HypothesesProblem.WEIGHED_MEANWHILE.because(
          "you saw version %d, and %d is the newest".formatted(change.base(), base));
    }
    requireSound(change);
    int next = before.map(MatrixVersion::next).orElse(1);
    Set<String> known =
        before.map(MatrixVersion::hypotheses).orElse(List.of()).stream()
            .map(Hypothesis::key)
            .collect(Collectors.toSet());
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Hypothesis each : change.hypotheses()) {
      boolean fresh = each.key().isEmpty();
      if (!fresh && !known.contains(each.key())) {
        throw HypothesesProblem.BAD_MATRIX.because(
            "there is no hypothesis " + Problem.shorten(each.key()) + "; leave its key out");
      }
      hypotheses.add(new Hypothesis(fresh ? "H" + next++ : each.key(), each.text().strip()));
    }
    Officer person = officer.get();
    MatrixVersion draft =
        new MatrixVersion(
            base + 1,
            person.id(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            change.why().strip(),
            next,
            hypotheses,
            merged(file, before, change, hypotheses),
            List.of());
    Matrix matrix = matrix(file, Optional.of(draft));
    MatrixVersion made =
        new MatrixVersion(
            draft.version(),
            draft.by(),
            draft.at(),
            draft.why(),
            draft.next(),
            draft.hypotheses(),
            draft.weighings(),
            matrix.analysis().leading().stream().sorted().toList());
    store.insert(id, made);
    append(id, made, matrix);
    return new Matrix(file, Optional.of(made), matrix.rows(), matrix.dropped(), matrix.analysis());
  }

  private void append(CaseId id, MatrixVersion made, Matrix matrix) {
    ledger.append(
        Act.of("HypothesesWeighed")
            .by(made.by())
            .inCase(id)
            .about(id)
            .fact("version", made.version())
            .fact("hypotheses", made.hypotheses().stream().map(Hypothesis::key).toList())
            .fact("leading", made.leading())
            .fact("weighed", matrix.rows().size() - (int) matrix.fresh())
            .fact("notYetWeighed", (int) matrix.fresh())
            .commits("texts", made.hypotheses().stream().map(Hypothesis::text).toList())
            .commits(
                "cells",
                matrix.rows().stream()
                    .filter(row -> !row.fresh())
                    .map(row ->
                        row.key()
                            + " "
                            + row.relevance().word()
                            + " "
                            + new java.util.TreeMap<>(row.cells()))
                    .toList())
            .commits("why", made.why())
            .says(
                "Hypotheses weighed: "
                    + (made.leading().isEmpty()
                        ? "none leads"
                        : String.join(", ", made.leading()) + " least contradicted")));
  }

  private static void requireSound(Change change) {
    List<Fault> faults = new ArrayList<>();
    if (change.hypotheses().size() < 2 || change.hypotheses().size() > HYPOTHESES_MAX) {
      faults.add(
          new Fault(
              "hypotheses",
              "",
              "there are %d".formatted(change.hypotheses().size()),
              "state 2 to %d that exclude each other".formatted(HYPOTHESES_MAX)));
    }
    for (int i = 0; i < Math.min(change.hypotheses().size(), HYPOTHESES_MAX); i++) {
      String text = change.hypotheses().get(i).text();
      if (text.isBlank() || text.length() > TEXT_LENGTH) {
        faults.add(
            new Fault(
                "hypotheses[" + i + "].text",
                Problem.shorten(text),
                "has %d characters".formatted(text.length()),
                "write 1 to %d".formatted(TEXT_LENGTH)));
      }
    }
    if (change.why().length() > WHY_LENGTH) {
      faults.add(
          new Fault(
              "why",
              Problem.shorten(change.why()),
              "has %d characters".formatted(change.why().length()),
              "keep to %d".formatted(WHY_LENGTH)));
    }
    if (change.weighings().size() > ROWS_MAX) {
      faults.add(
          new Fault(
              "findings",
              "",
              "there are %d".formatted(change.weighings().size()),
              "keep to %d at once".formatted(ROWS_MAX)));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          HypothesesProblem.BAD_MATRIX,
          faults.getFirst().where() + " " + faults.getFirst().message(),
          faults);
    }
  }

  /** What was weighed before, with what is weighed now over it. */
  private List<Weighing> merged(
      CaseFile file, Optional<MatrixVersion> before, Change change, List<Hypothesis> hypotheses) {
    Set<String> keys = hypotheses.stream().map(Hypothesis::key).collect(Collectors.toSet());
    Set<String> standing = rows(file, Map.of()).stream().map(Row::key).collect(Collectors.toSet());
    Map<String, Weighing> merged = new LinkedHashMap<>();
    before
        .map(MatrixVersion::weighings)
        .orElse(List.of())
        .forEach(each -> merged.put(key(each), only(each, keys)));
    for (Weighing each : change.weighings()) {
      if (!standing.contains(key(each))) {
        throw HypothesesProblem.BAD_MATRIX.because(
            "%s has no finding %d that holds in this case"
                .formatted(each.report(), each.finding()));
      }
      for (String key : each.cells().keySet()) {
        if (!keys.contains(key)) {
          throw HypothesesProblem.BAD_MATRIX.because(
              "finding %d of %s is weighed against %s, which is no hypothesis"
                  .formatted(each.finding(), each.report(), Problem.shorten(key)));
        }
      }
      merged.put(key(each), each);
    }
    return merged.values().stream().filter(each -> !each.cells().isEmpty()).toList();
  }

  private static Weighing only(Weighing weighing, Set<String> keys) {
    Map<String, Consistency> cells = new HashMap<>(weighing.cells());
    cells.keySet().retainAll(keys);
    return new Weighing(weighing.report(), weighing.finding(), weighing.relevance(), cells);
  }

  private static String key(Weighing weighing) {
    return weighing.report() + ":" + weighing.finding();
  }

  private Matrix matrix(CaseFile file, Optional<MatrixVersion> made) {
    Map<String, Weighing> weighed =
        made.map(MatrixVersion::weighings).orElse(List.of()).stream()
            .collect(Collectors.toMap(Hypotheses::key, Function.identity()));
    List<Row> rows = kept(rows(file, weighed), ROWS_MAX);
    long held = rows.stream().filter(row -> weighed.containsKey(row.key())).count();
    List<Hypothesis> hypotheses = made.map(MatrixVersion::hypotheses).orElse(List.of());
    return new Matrix(
        file, made, rows, (int) (weighed.size() - held), Analysis.of(hypotheses, rows));
  }

  /** The findings of the case that hold now. */
  private List<Row> rows(CaseFile file, Map<String, Weighing> weighed) {
    List<Row> rows = new ArrayList<>();
    Map<ReportId, Report> found =
        reports.list(file.reports()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Map<ReportId, StoredReading> read = readings.of(file.reports());
    for (ReportId id : file.reports()) {
      Report report = found.get(id);
      StoredReading reading = read.get(id);
      if (report == null || reading == null) {
        continue;
      }
      ReportStanding standing = gradings.of(id);
      for (StoredReading.Found each : reading.standing()) {
        Citation cite = new Citation(id, OptionalInt.of(each.number()));
        Grade grade = grade(report.grade(), standing, each.number());
        boolean deception = standing.deception(cite.finding()).isPresent();
        Weighing weighing = weighed.get(id + ":" + each.number());
        rows.add(
            new Row(
                cite,
                file.ref(cite),
                each.type(),
                each.text(),
                grade.code(),
                deception ? Level.LOW : Level.of(grade),
                deception,
                weighing == null ? Level.MODERATE : weighing.relevance(),
                weighing == null ? Map.of() : weighing.cells()));
      }
    }
    return rows;
  }

  /** The report's grade, with the credibility of the finding itself where an officer gave one. */
  static Grade grade(Grade report, ReportStanding standing, int finding) {
    return standing
        .credibility(finding)
        .map(own -> new Grade(report.reliability(), own))
        .orElse(report);
  }

  /** At most so many, in their order; those that somebody weighed go before all others. */
  static List<Row> kept(List<Row> rows, int most) {
    Set<Row> kept =
        Stream.concat(rows.stream().filter(row -> !row.fresh()), rows.stream().filter(Row::fresh))
            .limit(most)
            .collect(Collectors.toSet());
    return rows.stream().filter(kept::contains).toList();
  }
}
