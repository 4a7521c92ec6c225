// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** The door of stage 3: opens cases, joins reports to them, keeps their assessments. */
@Service
public class Cases {

  private static final int TITLE_LENGTH = 200;
  private static final int REPORTS_MAX = 200;
  private static final int REASON_LENGTH = 500;

  private final CaseStore store;
  private final Evidence evidence;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final IdMaker ids;
  private final Clock clock;

  Cases(
      CaseStore store,
      Evidence evidence,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.evidence = evidence;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An assessment as somebody states it.
   *
   * @param likelihood ICD 203 words
   * @param confidence {@code low}, {@code moderate} or {@code high}
   * @param reasoning the sort of target, the window's uncertainty, and the reasons
   */
  public record Judgement(
      String actor,
      String target,
      String method,
      Place place,
      TimeWindow window,
      String likelihood,
      String confidence,
      List<Statement> statements,
      Reasoning reasoning) {

    /** A judgement that gives no reasons beside its statements. */
    public Judgement(
        String actor,
        String target,
        String method,
        Place place,
        TimeWindow window,
        String likelihood,
        String confidence,
        List<Statement> statements) {
      this(
          actor, target, method, place, window, likelihood, confidence, statements, Reasoning.NONE);
    }
  }

  /**
   * Opens a case with its first reports; T3002 when the title is missing or a report is unknown.
   */
  @Transactional
  public CaseFile open(String title, List<ReportId> first) {
    if (title.isBlank() || title.length() > TITLE_LENGTH) {
      throw AssessProblem.BAD_CASE.at(
          "title",
          title,
          title.isBlank() ? "is empty" : "has %d characters".formatted(title.length()),
          "write 1 to %d".formatted(TITLE_LENGTH));
    }
    if (first.size() > REPORTS_MAX) {
      throw AssessProblem.BAD_CASE.because(
          "%d reports at once; at most %d are allowed".formatted(first.size(), REPORTS_MAX));
    }
    Officer person = officer.get();
    CaseId id = CaseId.next(ids);
    store.insert(id, title.strip(), now(), person.id());
    ledger.append(
        Act.of("CaseOpened")
            .by(person.id())
            .inCase(id)
            .about(id)
            .commits("title", title.strip())
            .says("Case opened"));
    for (ReportId report : first) {
      join(id, report, person);
    }
    events.publishEvent(new CaseOpened(id));
    return get(id);
  }

  /** Joins a report to a case; joining twice changes nothing. */
  @Transactional
  public CaseFile addReport(CaseId id, ReportId report) {
    requireHere(requireOpen(id));
    join(id, report, officer.get());
    return get(id);
  }

  /** Joins several reports at once; all or none. */
  @Transactional
  public CaseFile addReports(CaseId id, List<ReportId> joining) {
    requireHere(requireOpen(id));
    if (joining.size() > REPORTS_MAX) {
      throw AssessProblem.BAD_CASE.because(
          "%d reports at once; at most %d are allowed".formatted(joining.size(), REPORTS_MAX));
    }
    Officer person = officer.get();
    joining.forEach(report -> join(id, report, person));
    return get(id);
  }

  private void join(CaseId id, ReportId report, Officer person) {
    String title = evidence.title(report);
    if (store.addReport(id, report, now(), person.id().value())) {
      ledger.append(
          Act.of("ReportJoined")
              .by(person.id())
              .inCase(id)
              .about(report)
              .commits("title", title)
              .says("Report joined: " + title));
      events.publishEvent(new ReportJoined(id, report));
    }
  }

  private static void requireHere(CaseFile file) {
    file.continuesIn()
        .ifPresent(into -> {
          throw AssessProblem.CONTINUES.because("%s continues in %s".formatted(file.id(), into));
        });
  }

  /**
   * Takes a report out of a case. Nothing is lost: it keeps its number, what cites it says so, and
   * it can join again.
   *
   * @param reason why, in a sentence
   * @throws Problem T3006 when it is not in the case, T3007 without a reason
   */
  @Transactional
  public CaseFile takeOut(CaseId id, ReportId report, String reason) {
    CaseFile file = requireOpen(id);
    String why = requireReason(reason);
    Officer person = officer.get();
    String title = evidence.title(report);
    if (!store.takeOut(id, report, why, now(), person.id().value())) {
      throw AssessProblem.NOT_JOINED.because("%s is not in %s".formatted(report, id));
    }
    List<Integer> citing =
        file.assessment().stream()
            .flatMap(made -> made.statements().stream())
            .filter(each -> each.cites().stream().anyMatch(c -> c.report().equals(report)))
            .map(each -> file.assessment().orElseThrow().statements().indexOf(each) + 1)
            .toList();
    ledger.append(
        Act.of("ReportUnjoined")
            .by(person.id())
            .inCase(id)
            .about(report)
            .fact("number", file.number(report))
            .fact("statementsThatCiteIt", citing.size())
            .commits("title", title)
            .commits("reason", why)
            .says(
                "Report R%d taken out: %s%s"
                    .formatted(
                        file.number(report),
                        why,
                        citing.isEmpty()
                            ? ""
                            : "; the assessment rests on it in statement "
                                + citing.stream()
                                    .map(String::valueOf)
                                    .collect(java.util.stream.Collectors.joining(", ")))));
    events.publishEvent(new ReportUnjoined(id, report));
    return get(id);
  }

  /** A reason of 1 to 500 characters; T3007 otherwise. */
  public static String requireReason(String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > REASON_LENGTH) {
      throw AssessProblem.NO_REASON.because("'reason' has %d characters".formatted(why.length()));
    }
    return why;
  }

  /**
   * Refuses a judgement with everything that is wrong with it, by the paths of the API; T3004 when
   * that is only what its statements rest on, T3003 otherwise.
   *
   * @param unread what could not be read of it; of that nothing else is told
   */
  void requireSound(CaseFile file, Judgement judgement, List<Problem.Fault> unread) {
    List<Problem.Fault> all = new ArrayList<>(unread);
    Stream.concat(
            JudgementRules.faults(judgement).stream(), evidence.faults(file, judgement).stream())
        .filter(fault ->
            fault.where().endsWith("].cites")
                || unread.stream().noneMatch(told -> told.where().startsWith(fault.where())))
        .forEach(all::add);
    boolean isOnlyCited =
        all.stream()
            .allMatch(each -> each.where().endsWith("].cites") || each.where().endsWith("]"));
    JudgementRules.refuse(
        isOnlyCited ? AssessProblem.NOT_CITED : AssessProblem.BAD_ASSESSMENT, all);
  }

  /**
   * Keeps a new version of the case's assessment.
   *
   * @throws Problem T3003 with every fault, T3004 when a statement rests on nothing
   */
  @Transactional
  public ThreatAssessment assess(CaseId id, Judgement judgement) {
    CaseFile file = requireOpen(id);
    JudgementRules.require(judgement);
    evidence.require(file, judgement);
    Officer person = officer.get();
    ThreatAssessment assessment =
        new ThreatAssessment(
            store.newestVersion(id) + 1,
            judgement.actor(),
            judgement.target(),
            judgement.method(),
            judgement.place(),
            judgement.window(),
            Likelihood.find(judgement.likelihood()).orElseThrow(),
            Confidence.find(judgement.confidence()).orElseThrow(),
            judgement.statements(),
            judgement.reasoning(),
            person.id(),
            now());
    store.insertAssessment(id, assessment);
    ledger.append(
        Act.of("ThreatAssessed")
            .by(person.id())
            .inCase(id)
            .about(id)
            .fact("version", assessment.version())
            .fact("likelihood", assessment.likelihood().words())
            .fact("confidence", assessment.confidence().word())
            .fact("windowFrom", assessment.window().from().toString())
            .fact("windowUntil", assessment.window().until().toString())
            .fact("targetKind", assessment.reasoning().targetKind().word())
            .fact("windowSlackMinutes", assessment.reasoning().windowSlack().toMinutes())
            .fact("citedReports", citedReports(assessment))
            .commits("actor", assessment.actor())
            .commits("target", assessment.target())
            .commits("method", assessment.method())
            .commits("place", assessment.place().name())
            .commits("statements", texts(assessment.statements()))
            .commits("likelihoodReasons", texts(assessment.reasoning().likelihood()))
            .commits("confidenceReasons", texts(assessment.reasoning().confidence()))
            .commits("change", assessment.reasoning().change())
            .says(
                "Assessed: %s, confidence %s"
                    .formatted(assessment.likelihood().words(), assessment.confidence().word())));
    events.publishEvent(new ThreatAssessed(id, assessment.version()));
    return assessment;
  }

  private static List<String> texts(List<Statement> statements) {
    return statements.stream().map(Statement::text).toList();
  }

  private static List<String> citedReports(ThreatAssessment assessment) {
    return Stream.of(
            assessment.statements(),
            assessment.reasoning().likelihood(),
            assessment.reasoning().confidence())
        .flatMap(List::stream)
        .flatMap(statement -> statement.cites().stream())
        .map(cite -> cite.report().value())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Keeps what somebody holds against a version of the assessment; it stands beside it from then
   * on.
   *
   * @throws Problem T3020 when it says nothing or too much, T3021 when there is no such version
   */
  @Transactional
  public Dissent dissent(CaseId id, int version, String words) {
    CaseFile file = requireOpen(id);
    if (words.isBlank() || words.length() > JudgementRules.TEXT_LENGTH) {
      throw AssessProblem.BAD_DISSENT.because(
          "the dissent has %d characters; 1 to %d are allowed"
              .formatted(words.length(), JudgementRules.TEXT_LENGTH));
    }
    if (version < 1 || version > store.newestVersion(id)) {
      throw noVersion(id, version);
    }
    Officer person = officer.get();
    Dissent dissent =
        new Dissent(file.dissents().size() + 1, version, person.id(), now(), words.strip());
    store.insertDissent(id, dissent);
    ledger.append(
        Act.of("DissentRecorded")
            .by(person.id())
            .inCase(id)
            .about(id)
            .fact("number", dissent.number())
            .fact("version", version)
            .commits("words", dissent.words())
            .says("Dissent from version %d of the assessment".formatted(version)));
    events.publishEvent(new DissentRecorded(id, version));
    return dissent;
  }

  /** Two versions of the assessment, field by field; T3021 when there is no such version. */
  public AssessmentChanges changes(CaseId id, int from, int until) {
    CaseFile file = get(id);
    List<ThreatAssessment> versions = assessments(id);
    return AssessmentChanges.between(
        version(id, versions, from), version(id, versions, until), cites -> Refs.of(file, cites));
  }

  private static ThreatAssessment version(CaseId id, List<ThreatAssessment> versions, int number) {
    return versions.stream()
        .filter(each -> each.version() == number)
        .findFirst()
        .orElseThrow(() -> noVersion(id, number));
  }

  private static Problem noVersion(CaseId id, int number) {
    return AssessProblem.NO_VERSION.because(
        "%s has no version %d of its assessment".formatted(id, number));
  }

  /** Closes a case with the word of its outcome; T3005 when it is closed already. */
  @Transactional
  public CaseFile close(CaseId id, String as) {
    get(id);
    if (!store.close(id, as, now())) {
      throw AssessProblem.CASE_CLOSED.because(id + " was closed before");
    }
    ledger.append(
        Act.of("CaseClosed")
            .by(officer.get().id())
            .inCase(id)
            .about(id)
            .fact("as", as)
            .says("Case closed: " + as.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)));
    return get(id);
  }

  /**
   * The case with its row locked until the transaction ends, for a part of this stage that keeps
   * versions of its own; T3005 when it is closed, T3001 when there is none.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public CaseFile holdOpen(CaseId id) {
    return requireOpen(id);
  }

  /**
   * Refuses citations of what is not in the case, or holds no more: T3004 with every fault.
   *
   * @param where how the faults name the field
   */
  public void requireThere(CaseFile file, String where, List<Citation> cites) {
    evidence.require(file, where, cites);
  }

  /** Whether a report, or a finding of one, is of the case and holds. */
  public boolean isThere(CaseFile file, Citation cite) {
    return evidence.isThere(file, cite);
  }

  private CaseFile requireOpen(CaseId id) {
    store.lock(id);
    CaseFile file = get(id);
    if (!file.open()) {
      throw AssessProblem.CASE_CLOSED.because(
          "%s was closed at %s as %s"
              .formatted(id, file.closedAt().orElseThrow(), file.closedAs().orElse("")));
    }
    return file;
  }

  /** The case with this id; T3001 when there is none. */
  public CaseFile get(CaseId id) {
    return store
        .find(id)
        .orElseThrow(() -> AssessProblem.NO_CASE.because("no case has the id " + id));
  }

  /** Those of these cases that there are, the oldest first. */
  public List<CaseFile> all(List<CaseId> ids) {
    return store.all(ids);
  }

  /** Those of these cases that are open. */
  public List<CaseId> open(List<CaseId> ids) {
    return store.open(ids);
  }

  /** At most {@code most} cases made before this one, newest first. */
  public List<CaseFile> newest(Optional<CaseId> before, int most) {
    return store.newest(before.map(CaseId::value).orElse("case_~"), most);
  }

  /** The cases that each of these reports belongs to, with their titles. */
  Map<ReportId, List<CaseStore.Titled>> casesOf(List<ReportId> reports) {
    return store.casesOf(reports);
  }

  /** The cases that this report belongs to. */
  public List<CaseId> casesOf(ReportId report) {
    return store.casesOf(report);
  }

  /** The cases of each of these reports; those of none are left out. */
  public Map<ReportId, List<CaseId>> idsOf(List<ReportId> reports) {
    Map<ReportId, List<CaseId>> all = new java.util.HashMap<>();
    store
        .casesOf(reports)
        .forEach(
            (report, files) -> all.put(report, files.stream().map(CaseStore.Titled::id).toList()));
    return all;
  }

  /** Every version of the assessment, newest first. */
  public List<ThreatAssessment> assessments(CaseId id) {
    return store.assessments(id);
  }

  /** Every version of the assessment of each of these cases, newest first. */
  public Map<CaseId, List<ThreatAssessment>> assessments(List<CaseId> ids) {
    return store.assessments(ids);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
