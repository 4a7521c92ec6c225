// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.FindingNotes;

/** Marks and the standing of statements over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class GradeApi {

  private final Gradings gradings;
  private final Cases cases;

  GradeApi(Gradings gradings, Cases cases) {
    this.gradings = gradings;
    this.cases = cases;
  }

  /** A mark as the API reads it; without a finding it is about the report as a whole. */
  record MarkBody(
      @Nullable Integer finding,
      @Nullable String kind,
      @Nullable String value,
      @Nullable String party,
      @Nullable String reason,
      @Nullable List<@Nullable String> confirmedBy) {
    Gradings.Draft draft() {
      return new Gradings.Draft(
          finding == null ? OptionalInt.empty() : OptionalInt.of(finding),
          text(kind),
          text(value),
          text(party),
          text(reason),
          Optional.ofNullable(confirmedBy).orElse(List.of()).stream()
              .filter(Objects::nonNull)
              .limit(100)
              .map(ReportId::new)
              .toList());
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given;
    }
  }

  /** A mark as the API shows it. */
  record MarkView(
      @Nullable Integer finding,
      String kind,
      String value,
      String party,
      String reason,
      Instant at,
      String by) {
    static MarkView of(Mark mark) {
      return new MarkView(
          mark.finding().isPresent() ? mark.finding().getAsInt() : null,
          mark.kind().word(),
          mark.value(),
          mark.party(),
          mark.reason(),
          mark.at(),
          mark.by());
    }
  }

  /**
   * Every mark of a report and its findings, oldest first; the interests that the words themselves
   * tell of, by the number of the finding; and the reports of other origins in its cases.
   */
  record StandingView(
      String report,
      List<MarkView> marks,
      Map<Integer, Interest> derivedInterests,
      List<String> independentReports) {}

  /** How far a case and its statements are to be believed. */
  record CaseStandingView(
      String caseId,
      int reports,
      int origins,
      int independent,
      boolean singleSource,
      List<StatementView> statements) {}

  /** How far a statement of the newest assessment is to be believed. */
  record StatementView(
      String text, int origins, boolean singleSource, List<FindingNotes.Note> notes) {}

  @GetMapping("/reports/{id}/marks")
  StandingView marks(@PathVariable String id) {
    return view(gradings.of(new ReportId(id)));
  }

  private StandingView view(ReportStanding standing) {
    return new StandingView(
        standing.report().value(),
        standing.marks().stream().map(MarkView::of).toList(),
        new TreeMap<>(standing.derived()),
        gradings.independent(standing.report()).stream().map(ReportId::value).toList());
  }

  /** Keeps a mark; the earlier ones stay. */
  @PostMapping("/reports/{id}/marks")
  @Requires({Role.OFFICER, Role.APPROVER})
  StandingView mark(@PathVariable String id, @RequestBody MarkBody body) {
    return view(gradings.mark(new ReportId(id), body.draft()));
  }

  /** The reports of other origins with a finding that agrees with this one. */
  @GetMapping("/reports/{id}/findings/{number}/confirming")
  List<String> confirming(@PathVariable String id, @PathVariable int number) {
    return gradings.confirming(new ReportId(id), number).stream().map(ReportId::value).toList();
  }

  @GetMapping("/cases/{id}/standing")
  CaseStandingView standing(@PathVariable String id) {
    CaseFile file = cases.get(new CaseId(id));
    CaseStanding standing = gradings.of(file);
    List<String> texts =
        file.assessment().stream()
            .flatMap(made -> made.statements().stream())
            .map(each -> each.text())
            .toList();
    List<StatementView> statements = new java.util.ArrayList<>();
    for (int i = 0; i < standing.statements().size(); i++) {
      CaseStanding.OfStatement each = standing.statements().get(i);
      statements.add(
          new StatementView(texts.get(i), each.origins(), each.singleSource(), each.notes()));
    }
    return new CaseStandingView(
        file.id().value(),
        file.reports().size(),
        standing.origins().count(),
        standing.independent(),
        standing.singleSource(),
        statements);
  }
}
