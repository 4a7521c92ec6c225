// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.read.Readings;

/** Cases and assessments over HTTP. */
@RestController
@RequestMapping("/api/v1/cases")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AssessApi {

  private static final int MOST = 200;

  private final Cases cases;
  private final Readings readings;
  private final Ledger ledger;

  AssessApi(Cases cases, Readings readings, Ledger ledger) {
    this.cases = cases;
    this.readings = readings;
    this.ledger = ledger;
  }

  /** A case to be opened. */
  record NewCase(@Nullable String title, @Nullable List<@Nullable String> reports) {}

  /** A report that joins. */
  record Joining(@Nullable String report) {}

  /** An assessment as the API reads it. */
  record JudgementBody(
      @Nullable String actor,
      @Nullable String target,
      @Nullable String method,
      @Nullable PlaceBody place,
      @Nullable WindowBody window,
      @Nullable String likelihood,
      @Nullable String confidence,
      @Nullable List<StatementBody> statements,
      @Nullable ReasoningBody reasoning) {

    Cases.Judgement judgement() {
      return new Cases.Judgement(
          text(actor),
          text(target),
          text(method),
          present("place", place).place(),
          present("window", window).window(),
          text(likelihood),
          text(confidence),
          StatementBody.all(statements),
          reasoning == null ? Reasoning.NONE : reasoning.reasoning());
    }
  }

  /** The reasoning as the API reads it. */
  record ReasoningBody(
      @Nullable String targetKind,
      @Nullable Long windowSlackMinutes,
      @Nullable List<StatementBody> likelihoodReasons,
      @Nullable List<StatementBody> confidenceReasons,
      @Nullable String change) {
    Reasoning reasoning() {
      return new Reasoning(
          JudgementRules.targetKind(text(targetKind)),
          JudgementRules.slack(Optional.ofNullable(windowSlackMinutes).orElse(0L)),
          StatementBody.all(likelihoodReasons),
          StatementBody.all(confidenceReasons),
          text(change).strip());
    }
  }

  /** A place as the API reads it. */
  record PlaceBody(
      @Nullable String name,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double radiusMetres) {
    Place place() {
      return new Place(
          present("place.name", name),
          present("place.latitude", latitude),
          present("place.longitude", longitude),
          Optional.ofNullable(radiusMetres).orElse(0.0));
    }
  }

  /** A window as the API reads it. */
  record WindowBody(@Nullable String from, @Nullable String until) {
    TimeWindow window() {
      return new TimeWindow(
          Times.parse("window.from", text(from)), Times.parse("window.until", text(until)));
    }
  }

  /** A statement as the API reads it. */
  record StatementBody(@Nullable String text, @Nullable List<CiteBody> cites) {
    static List<Statement> all(@Nullable List<StatementBody> given) {
      return Optional.ofNullable(given).orElse(List.of()).stream()
          .filter(Objects::nonNull)
          .map(StatementBody::statement)
          .toList();
    }

    Statement statement() {
      return new Statement(
          AssessApi.text(text),
          Optional.ofNullable(cites).orElse(List.of()).stream()
              .filter(Objects::nonNull)
              .map(CiteBody::citation)
              .toList());
    }
  }

  /** A citation as the API reads it. */
  record CiteBody(@Nullable String report, @Nullable Integer finding) {
    Citation citation() {
      return new Citation(
          new ReportId(text(report)),
          finding == null ? OptionalInt.empty() : OptionalInt.of(finding));
    }
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private static <T> T present(String field, @Nullable T given) {
    if (given == null) {
      throw AssessProblem.BAD_ASSESSMENT.because("'%s' is missing".formatted(field));
    }
    return given;
  }

  /** A case as the API shows it. */
  record CaseView(
      String id,
      String title,
      String status,
      Instant openedAt,
      String openedBy,
      @Nullable Instant closedAt,
      @Nullable String closedAs,
      List<String> reports,
      List<MemberView> members,
      @Nullable String continuesIn,
      @Nullable AssessmentView assessment) {
    static CaseView of(CaseFile file) {
      return new CaseView(
          file.id().value(),
          file.title(),
          file.open() ? "open" : "closed",
          file.openedAt(),
          file.openedBy().value(),
          file.closedAt().orElse(null),
          file.closedAs().orElse(null),
          file.reports().stream().map(ReportId::value).toList(),
          file.members().stream().map(MemberView::of).toList(),
          file.continuesIn().map(CaseId::value).orElse(null),
          file.assessment().map(AssessmentView::of).orElse(null));
    }
  }

  /** A report that belongs to a case or did; the last three are null while it does. */
  record MemberView(
      String report,
      int number,
      Instant joinedAt,
      @Nullable Instant leftAt,
      @Nullable String leftBy,
      @Nullable String leftFor) {
    static MemberView of(Membership member) {
      return new MemberView(
          member.report().value(),
          member.number(),
          member.joinedAt(),
          member.left().map(Membership.Leaving::at).orElse(null),
          member.left().map(Membership.Leaving::by).orElse(null),
          member.left().map(Membership.Leaving::reason).orElse(null));
    }
  }

  /** An assessment as the API shows it. */
  record AssessmentView(int version, Instant at, String by, AssessmentBody assessment) {
    static AssessmentView of(ThreatAssessment made) {
      return new AssessmentView(
          made.version(), made.at(), made.by().value(), AssessmentBody.of(made));
    }
  }

  /** A page of a list: {@code next} is the {@code after} of the page that follows. */
  record PageOf<T>(List<T> items, @Nullable String next) {}

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<CaseView> open(@RequestBody NewCase body) {
    List<ReportId> reports =
        Optional.ofNullable(body.reports()).orElse(List.of()).stream()
            .map(id -> new ReportId(text(id)))
            .distinct()
            .toList();
    CaseFile file = cases.open(text(body.title()), reports);
    return ResponseEntity.created(URI.create("/api/v1/cases/" + file.id())).body(CaseView.of(file));
  }

  /** Cases, newest first. */
  @GetMapping
  PageOf<CaseView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<CaseFile> found = cases.newest(Optional.ofNullable(after).map(CaseId::new), most);
    return new PageOf<>(
        found.stream().map(CaseView::of).toList(),
        found.size() < most ? null : found.getLast().id().value());
  }

  @GetMapping("/{id}")
  CaseView get(@PathVariable String id) {
    return CaseView.of(cases.get(new CaseId(id)));
  }

  @PostMapping("/{id}/reports")
  @Requires(Role.OFFICER)
  CaseView join(@PathVariable String id, @RequestBody Joining body) {
    return CaseView.of(cases.addReport(new CaseId(id), new ReportId(text(body.report()))));
  }

  /** A report that is taken out. */
  record Leaving(@Nullable String reason) {}

  /** Takes a report out of a case; it keeps its number, and may join again. */
  @PostMapping("/{id}/reports/{report}/removal")
  @Requires(Role.OFFICER)
  CaseView takeOut(
      @PathVariable String id, @PathVariable String report, @RequestBody Leaving body) {
    return CaseView.of(cases.takeOut(new CaseId(id), new ReportId(report), text(body.reason())));
  }

  @PostMapping("/{id}/assessments")
  @Requires(Role.OFFICER)
  ResponseEntity<AssessmentView> assess(@PathVariable String id, @RequestBody JudgementBody body) {
    Cases.Judgement judgement = body.judgement();
    readings.readNow(cited(judgement)); // A finding of a report sent a moment ago may be cited.
    ThreatAssessment made = cases.assess(new CaseId(id), judgement);
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/assessments"))
        .body(AssessmentView.of(made));
  }

  private static Set<ReportId> cited(Cases.Judgement judgement) {
    return Stream.of(
            judgement.statements(),
            judgement.reasoning().likelihood(),
            judgement.reasoning().confidence())
        .flatMap(List::stream)
        .flatMap(statement -> statement.cites().stream())
        .map(Citation::report)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Every version, newest first. */
  @GetMapping("/{id}/assessments")
  PageOf<AssessmentView> assessments(@PathVariable String id) {
    CaseFile file = cases.get(new CaseId(id));
    return new PageOf<>(
        cases.assessments(file.id()).stream().map(AssessmentView::of).toList(), null);
  }

  /** A page of what is recorded in the case, oldest first. */
  @GetMapping("/{id}/timeline")
  PageOf<TimelineLine> timeline(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<TimelineLine> found = ledger.timeline(cases.get(new CaseId(id)).id(), after, most);
    return new PageOf<>(
        found, found.size() < most ? null : Long.toString(found.getLast().number()));
  }
}
