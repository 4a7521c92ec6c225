// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.Statement;
import org.tocsin.server.assess.joining.JoinReason;
import org.tocsin.server.assess.joining.Joining;
import org.tocsin.server.assess.joining.Origins;
import org.tocsin.server.assess.joining.SameDanger;
import org.tocsin.server.collect.Credibility;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.GradeRule;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Clue;
import org.tocsin.server.read.FindingNotes;
import org.tocsin.server.read.Kinship;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.Speakers;
import org.tocsin.server.read.StoredReading;

/** The door to how far reports, findings and statements are to be believed. */
@Service
public class Gradings implements FindingNotes, GradeRule {

  private static final int PARTY_LENGTH = 200;

  private final MarkStore store;
  private final Joining joining;
  private final Kinship kinship;
  private final Cases cases;
  private final Reports reports;
  private final Readings readings;
  private final Speakers speakers;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Gradings(
      MarkStore store,
      Joining joining,
      Kinship kinship,
      Cases cases,
      Reports reports,
      Readings readings,
      Speakers speakers,
      Ledger ledger,
      CurrentOfficer officer,
      Clock clock) {
    this.store = store;
    this.joining = joining;
    this.kinship = kinship;
    this.cases = cases;
    this.reports = reports;
    this.readings = readings;
    this.speakers = speakers;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /**
   * A mark as somebody gives it.
   *
   * @param finding the finding's number; empty for the report as a whole
   * @param kind a word of {@link Mark.Kind}
   * @param value 1 to 6, or {@code set} or {@code cleared}
   * @param party whose interest it is
   * @param confirmedBy for credibility 1: the reports that confirm it; empty: the program looks
   */
  public record Draft(
      OptionalInt finding,
      String kind,
      String value,
      String party,
      String reason,
      List<ReportId> confirmedBy) {
    /** Copies the list. */
    public Draft {
      confirmedBy = List.copyOf(confirmedBy);
    }
  }

  /** How far a report and its findings are to be believed. */
  public ReportStanding of(ReportId report) {
    List<Mark> marks = store.of(List.of(reports.get(report).id()));
    return new ReportStanding(
        report, marks, readings.of(report).map(this::derived).orElse(Map.of()));
  }

  private Map<Integer, Interest> derived(StoredReading reading) {
    Map<Integer, Interest> all = new HashMap<>();
    boolean spoken =
        reading.standing().stream()
            .anyMatch(found -> found.assertedBy().isPresent() || found.actor().isPresent());
    if (spoken) {
      var heard = speakers.of(reading.report());
      for (StoredReading.Found found : reading.standing()) {
        Interest.of(found, reading, heard).ifPresent(interest -> all.put(found.number(), interest));
      }
    }
    return all;
  }

  @Override
  public Map<Integer, List<Note>> of(StoredReading reading) {
    return new ReportStanding(
            reading.report(), store.of(List.of(reading.report())), derived(reading))
        .allNotes(reading.findings().size());
  }

  /**
   * Keeps what an officer says of a report or a finding.
   *
   * @throws org.tocsin.server.kernel.Problem T3007 without a reason, T3014 for a credibility of 1
   *     that no independent source confirms, T3015 when whoever flagged a deception clears it,
   *     T3016 and T3017 for what is no mark or no finding
   */
  @Transactional
  public ReportStanding mark(ReportId report, Draft draft) {
    Mark.Kind kind =
        Mark.Kind.find(draft.kind())
            .orElseThrow(() -> GradingProblem.BAD_MARK.because("'kind' is no kind of mark"));
    String why = Cases.requireReason(draft.reason());
    ReportStanding before = of(report);
    requireFinding(report, draft.finding());
    String value = value(kind, draft.value());
    if (kind == Mark.Kind.CREDIBILITY && draft.finding().isEmpty()) {
      reports.grade(
          report, Grade.parse(reports.get(report).grade().reliability().name(), value), why);
      return of(report);
    }
    var person = officer.get();
    List<ReportId> confirming = List.of();
    if (kind == Mark.Kind.CREDIBILITY && value.equals("1")) {
      confirming = requireConfirmed(report, draft.finding().getAsInt(), draft.confirmedBy());
    }
    String party = party(kind, value, draft.party());
    Optional<Mark> holding = before.newest(kind, draft.finding()).filter(Mark::holds);
    if (value.equals(Mark.CLEARED)) {
      if (kind == Mark.Kind.DECEPTION && holding.isEmpty()) {
        throw GradingProblem.BAD_MARK.because("no such flag is set here");
      }
      if (kind == Mark.Kind.DECEPTION
          && holding.filter(mark -> mark.by().equals(person.id().value())).isPresent()) {
        throw GradingProblem.ANOTHER_MUST.because("you have set this flag yourself");
      }
    }
    Mark mark =
        new Mark(
            report,
            draft.finding(),
            kind,
            value,
            party,
            why,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            person.id().value());
    store.insert(mark);
    record(mark, before, confirming);
    return of(report);
  }

  private void requireFinding(ReportId report, OptionalInt finding) {
    if (finding.isPresent()) {
      int number = finding.getAsInt();
      boolean there =
          readings
              .of(report)
              .filter(reading -> number >= 0 && number < reading.findings().size())
              .filter(reading -> reading.findings().get(number).standing())
              .isPresent();
      if (!there) {
        throw GradingProblem.NO_FINDING.because(
            "%s has no finding %d that holds".formatted(report, number));
      }
    }
  }

  private static String value(Mark.Kind kind, String given) {
    String value = given.strip();
    boolean sound =
        kind == Mark.Kind.CREDIBILITY
            ? value.matches("[1-6]")
            : value.equals(Mark.SET) || value.equals(Mark.CLEARED);
    if (!sound) {
      throw GradingProblem.BAD_MARK.because(
          "'value' is not one that %s takes".formatted(kind.word()));
    }
    return value;
  }

  private static String party(Mark.Kind kind, String value, String given) {
    String party = given.strip();
    if (kind != Mark.Kind.INTERESTED || value.equals(Mark.CLEARED)) {
      return "";
    }
    if (party.isEmpty() || party.length() > PARTY_LENGTH) {
      throw GradingProblem.BAD_MARK.because(
          "'party' has %d characters; say in 1 to %d whose interest it is"
              .formatted(party.length(), PARTY_LENGTH));
    }
    return party;
  }

  private void record(Mark mark, ReportStanding before, List<ReportId> confirming) {
    String what =
        mark.finding().isPresent() ? "Finding " + (mark.finding().getAsInt() + 1) : "Report";
    String says =
        switch (mark.kind()) {
          case CREDIBILITY ->
              "%s graded %s for its information%s"
                  .formatted(
                      what,
                      mark.value(),
                      before
                          .newest(mark.kind(), mark.finding())
                          .map(earlier -> ", was " + earlier.value())
                          .orElse(""));
          case DECEPTION ->
              mark.holds()
                  ? what + " marked: possible deception"
                  : what + ": no deception any more";
          case INTERESTED ->
              mark.holds()
                  ? what + " marked: asserted by an interested party"
                  : what + ": not asserted by an interested party";
        };
    List<CaseId> in = cases.casesOf(mark.report());
    for (int i = 0; i < Math.max(1, in.size()); i++) {
      Act act =
          Act.of("InformationMarked")
              .by(officer.get().id())
              .about(mark.report())
              .fact("kind", mark.kind().word())
              .fact("value", mark.value())
              .fact("finding", mark.finding().isPresent() ? mark.finding().getAsInt() : null)
              .fact(
                  "confirmedBy",
                  confirming.isEmpty() ? null : confirming.stream().map(ReportId::value).toList())
              .commits("party", mark.party().isEmpty() ? null : mark.party())
              .commits("reason", mark.reason())
              .says(says + ": " + mark.reason());
      if (i < in.size()) {
        act.inCase(in.get(i));
      }
      ledger.append(act);
    }
  }

  /** A report is confirmed only by one of another origin in a case of both, if that one counts. */
  @Override
  public void require(ReportId report, Grade grade) {
    if (grade.credibility() != Credibility.CONFIRMED) {
      return;
    }
    Set<ReportId> others = independent(report);
    if (others.stream().noneMatch(each -> countsAtAll(of(each), List.of()))) {
      throw GradingProblem.NOT_CORROBORATED.because(
          others.isEmpty()
              ? "no case of %s has a report of another origin".formatted(report)
              : "all that reports of another origin say is marked as deception, or asserted by an"
                  + " interested party");
    }
  }

  /**
   * Whether a report can confirm another at all: neither it as a whole is flagged, nor each of
   * these findings; without any, nor each that it has.
   */
  private boolean countsAtAll(ReportStanding standing, List<Integer> findings) {
    List<Integer> looked =
        findings.isEmpty()
            ? readings.of(standing.report()).map(StoredReading::standing).orElse(List.of()).stream()
                .map(StoredReading.Found::number)
                .toList()
            : findings;
    return standing.counts(OptionalInt.empty())
        && (looked.isEmpty()
            || looked.stream().anyMatch(number -> standing.counts(OptionalInt.of(number))));
  }

  /** The reports of its cases that have another origin and are not marked as deception. */
  public Set<ReportId> independent(ReportId report) {
    Set<ReportId> all = new LinkedHashSet<>();
    for (CaseId id : cases.casesOf(report)) {
      CaseFile file = cases.get(id);
      Set<ReportId> same = joining.origins(file).withOriginOf(report);
      file.reports().stream().filter(each -> !same.contains(each)).forEach(all::add);
    }
    all.removeIf(each -> deceptive(store.of(List.of(each))));
    return all;
  }

  private static boolean deceptive(List<Mark> marks) {
    return marks.reversed().stream()
        .filter(each -> each.kind() == Mark.Kind.DECEPTION && each.finding().isEmpty())
        .findFirst()
        .filter(Mark::holds)
        .isPresent();
  }

  /**
   * The reports of another origin with a finding at the same place or of the same group in time
   * that is neither marked as deception nor asserted by an interested party.
   */
  public List<ReportId> confirming(ReportId report, int finding) {
    List<Clue> mine = clues(report, finding);
    Set<ReportId> others = mine.isEmpty() ? Set.of() : independent(report);
    return kinship.clues(others).stream()
        .collect(Collectors.groupingBy(Clue::report))
        .entrySet()
        .stream()
        .filter(each -> agrees(SameDanger.ofClues(mine, each.getValue())))
        .filter(each -> agrees(SameDanger.ofClues(mine, counting(each.getKey(), each.getValue()))))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private List<Clue> counting(ReportId report, List<Clue> clues) {
    ReportStanding standing = of(report);
    return clues.stream().filter(each -> standing.counts(OptionalInt.of(each.finding()))).toList();
  }

  /**
   * Whether a report that somebody names can confirm a finding: by the findings that agree with it,
   * or else by any that it has.
   */
  private boolean confirms(ReportId other, List<Clue> mine) {
    List<Integer> agreeing =
        kinship.clues(List.of(other)).stream()
            .filter(clue -> agrees(SameDanger.ofClues(mine, List.of(clue))))
            .map(Clue::finding)
            .toList();
    return countsAtAll(of(other), agreeing);
  }

  private List<Clue> clues(ReportId report, int finding) {
    return kinship.clues(List.of(report)).stream()
        .filter(each -> each.finding() == finding)
        .toList();
  }

  private static boolean agrees(List<JoinReason> reasons) {
    return reasons.stream().anyMatch(reason -> reason.code() != JoinReason.Code.SAME_WINDOW_GROUP);
  }

  private List<ReportId> requireConfirmed(
      ReportId report, int finding, List<ReportId> confirmedBy) {
    Set<ReportId> independent = independent(report);
    List<ReportId> confirming =
        confirmedBy.isEmpty()
            ? confirming(report, finding)
            : confirmedBy.stream()
                .filter(independent::contains)
                .filter(other -> confirms(other, clues(report, finding)))
                .toList();
    if (confirming.isEmpty()) {
      throw GradingProblem.NOT_CORROBORATED.because(
          confirmedBy.isEmpty()
              ? "no report of another origin has a finding that agrees with it; name those that do"
              : "no report named is of another origin, free of deception and of interest");
    }
    return confirming;
  }

  /** How far a case and the statements of its newest assessment are to be believed. */
  public CaseStanding of(CaseFile file) {
    Origins origins = joining.origins(file);
    Map<ReportId, ReportStanding> cited = new HashMap<>();
    Set<ReportId> trusted = new LinkedHashSet<>(file.reports());
    Map<ReportId, List<Mark>> marks =
        store.of(file.reports()).stream().collect(Collectors.groupingBy(Mark::report));
    trusted.removeIf(each -> deceptive(marks.getOrDefault(each, List.of())));
    List<CaseStanding.OfStatement> statements = new ArrayList<>();
    file.assessment()
        .ifPresent(made -> {
          for (Statement statement : made.statements()) {
            for (Citation cite : statement.cites()) {
              cited.computeIfAbsent(cite.report(), this::of);
            }
            statements.add(standing(file, statement, origins, cited));
          }
        });
    return new CaseStanding(origins, origins.countOf(trusted), statements);
  }

  private static CaseStanding.OfStatement standing(
      CaseFile file, Statement statement, Origins origins, Map<ReportId, ReportStanding> cited) {
    List<Note> notes = new ArrayList<>();
    Set<ReportId> trusted = new LinkedHashSet<>();
    for (Citation cite : statement.cites()) {
      ReportStanding standing = cited.get(cite.report());
      String ref = "R" + file.number(cite.report());
      if (standing == null || !file.reports().contains(cite.report())) {
        notes.add(
            new Note(
                "unjoined",
                ref + " was taken out of the case",
                "The statement rests on a report that belongs to the case no more; assess anew."));
        continue;
      }
      if (standing.deception(cite.finding()).isEmpty()) {
        trusted.add(cite.report());
      }
      standing.notes(cite.finding()).stream()
          .filter(note -> !note.kind().equals("credibility"))
          .map(note -> new Note(note.kind(), note.label(), ref + ": " + note.says()))
          .filter(note -> notes.stream().noneMatch(each -> each.label().equals(note.label())))
          .forEach(notes::add);
    }
    int count = origins.countOf(trusted);
    if (count <= 1) {
      notes.addFirst(
          new Note(
              "singleSource",
              count == 0 ? "no source that counts" : "single source",
              statement.cites().size() > 1 && count == 1
                  ? "All that it cites has one origin."
                  : "Nothing independent confirms it."));
    }
    return new CaseStanding.OfStatement(count, notes);
  }
}
