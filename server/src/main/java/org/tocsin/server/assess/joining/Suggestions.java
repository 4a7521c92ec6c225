// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ReportJoined;
import org.tocsin.server.assess.ReportUnjoined;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Clue;
import org.tocsin.server.read.Kin;
import org.tocsin.server.read.Kinship;

/**
 * The door to suggestions: which reports may belong to which cases, with the reasons. A person
 * joins or declines; what was declined comes again only for a reason that it did not have.
 */
@Service
public class Suggestions {

  private static final int OTHERS_MOST = 40;
  private static final int CLUES_MOST = 10;
  private static final int CASES_MOST = 50;
  private static final int REPORTS_SHOWN = 10;
  private static final int SUGGESTED_MOST = 10;

  /** A report that is in an open case already is suggested to another only for more than this. */
  private static final int ENOUGH_ELSEWHERE = 60;

  private final JoinStore store;
  private final Kinship kinship;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Suggestions(
      JoinStore store,
      Kinship kinship,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.kinship = kinship;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /** Another report that may speak of the same danger. */
  public record Like(ReportId report, int score, List<JoinReason> reasons) {
    /** Copies the reasons. */
    public Like {
      reasons = List.copyOf(reasons);
    }
  }

  /** What a report is held against: found by index, at most 40 others. */
  private record Around(
      List<Clue> clues, Map<ReportId, List<Kin>> kin, Map<ReportId, List<Clue>> theirs) {

    Set<ReportId> others() {
      Set<ReportId> all = new LinkedHashSet<>(kin.keySet());
      all.addAll(theirs.keySet());
      return all;
    }

    List<JoinReason> against(ReportId other) {
      List<JoinReason> all =
          new ArrayList<>(SameDanger.ofTexts(kin.getOrDefault(other, List.of())));
      all.addAll(SameDanger.ofClues(clues, theirs.getOrDefault(other, List.of())));
      return all;
    }
  }

  private Around around(ReportId report) {
    List<Kin> shared = kinship.of(List.of(report));
    List<Clue> clues = kinship.clues(List.of(report));
    Set<ReportId> others = new LinkedHashSet<>();
    shared.stream().map(Kin::other).distinct().limit(OTHERS_MOST / 2).forEach(others::add);
    clues.stream()
        .limit(CLUES_MOST)
        .forEach(clue ->
            others.addAll(
                kinship.near(
                    clue.place(), clue.groups(), clue.starts(), clue.ends(), OTHERS_MOST / 2)));
    others.remove(report);
    List<ReportId> looked = others.stream().limit(OTHERS_MOST).toList();
    return new Around(
        clues,
        shared.stream()
            .filter(kin -> looked.contains(kin.other()))
            .collect(Collectors.groupingBy(Kin::other)),
        kinship.clues(looked).stream().collect(Collectors.groupingBy(Clue::report)));
  }

  /** Other reports that may speak of the same danger, the most alike first, at most ten. */
  public List<Like> like(ReportId report) {
    Around around = around(report);
    return around.others().stream()
        .map(other -> {
          List<JoinReason> reasons = SameDanger.strongest(around.against(other));
          return new Like(other, SameDanger.score(reasons), reasons);
        })
        .filter(like -> like.score() >= SameDanger.ENOUGH)
        .sorted(Comparator.comparingInt(Like::score).reversed().thenComparing(Like::report))
        .limit(REPORTS_SHOWN)
        .toList();
  }

  /** The reasons for which a report may belong to open cases, by the case. */
  private Map<CaseId, List<JoinReason>> reasons(ReportId report) {
    Around around = around(report);
    Map<CaseId, List<JoinReason>> all = new HashMap<>();
    store
        .openCasesOf(around.others())
        .forEach((caseId, members) ->
            members.forEach(member ->
                all.computeIfAbsent(caseId, _ -> new ArrayList<>())
                    .addAll(around.against(member))));
    Optional<Instant> from = around.clues().stream().map(Clue::starts).min(Instant::compareTo);
    Optional<Instant> until = around.clues().stream().map(Clue::ends).max(Instant::compareTo);
    if (from.isPresent()) {
      for (Assessed each : store.assessedOver(from.get(), until.orElseThrow(), CASES_MOST)) {
        all.computeIfAbsent(each.caseId(), _ -> new ArrayList<>())
            .addAll(SameDanger.ofAssessment(around.clues(), each));
      }
    }
    all.replaceAll((_, reasons) -> SameDanger.strongest(reasons));
    return all;
  }

  /** Suggests this report to the open cases that it may belong to; gives how many are new. */
  int suggest(ReportId report) {
    Set<CaseId> in = store.openCasesOf(List.of(report)).keySet();
    int enough = in.isEmpty() ? SameDanger.ENOUGH : ENOUGH_ELSEWHERE;
    Map<CaseId, List<JoinReason>> found = reasons(report);
    List<Map.Entry<CaseId, List<JoinReason>>> best =
        found.entrySet().stream()
            .filter(each -> !in.contains(each.getKey()))
            .filter(each -> SameDanger.score(each.getValue()) >= enough)
            .sorted(
                Comparator.comparingInt((Map.Entry<CaseId, List<JoinReason>> each) ->
                        SameDanger.score(each.getValue()))
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .limit(SUGGESTED_MOST)
            .toList();
    int made = 0;
    for (Map.Entry<CaseId, List<JoinReason>> each : best) {
      made += keep(report, each.getKey(), each.getValue()) ? 1 : 0;
    }
    return made;
  }

  private boolean keep(ReportId report, CaseId caseId, List<JoinReason> reasons) {
    Optional<Suggestion> before = store.find(report, caseId);
    Suggestion now =
        new Suggestion(
            before.map(Suggestion::id).orElseGet(() -> SuggestionId.next(ids)),
            report,
            caseId,
            SameDanger.score(reasons),
            reasons,
            now(),
            Suggestion.State.OPEN,
            Optional.empty(),
            Optional.empty(),
            "");
    if (before.isEmpty()) {
      store.insert(now);
      return true;
    }
    Set<JoinReason.Code> had = codes(before.get().reasons());
    if (had.containsAll(codes(reasons))) {
      return false; // Nothing new: what was declined stays so, what is open stands.
    }
    store.renew(now);
    return before.get().state() != Suggestion.State.OPEN;
  }

  private static Set<JoinReason.Code> codes(List<JoinReason> reasons) {
    return reasons.stream().map(JoinReason::code).collect(Collectors.toSet());
  }

  /** The reports that may belong to a case which has changed; at most 40. */
  List<ReportId> candidates(CaseId caseId) {
    CaseFile file = cases.get(caseId);
    if (!file.open() || file.continuesIn().isPresent()) {
      return List.of();
    }
    List<ReportId> members = file.reports();
    List<ReportId> newest =
        members.subList(Math.max(0, members.size() - OTHERS_MOST), members.size());
    Stream<ReportId> kin = kinship.of(newest).stream().map(Kin::other);
    Stream<ReportId> near =
        file.assessment().stream()
            .flatMap(made ->
                kinship
                    .near(
                        Optional.of(
                            new Clue.Spot(
                                made.place().name(),
                                made.place().latitude(),
                                made.place().longitude())),
                        Set.of(),
                        made.window().from(),
                        made.window().until(),
                        OTHERS_MOST)
                    .stream());
    Stream<ReportId> alike =
        kinship.clues(newest).stream()
            .limit(CLUES_MOST)
            .flatMap(clue ->
                kinship
                    .near(clue.place(), clue.groups(), clue.starts(), clue.ends(), OTHERS_MOST)
                    .stream());
    return Stream.of(kin, near, alike)
        .flatMap(Function.identity())
        .filter(each -> !members.contains(each))
        .distinct()
        .limit(OTHERS_MOST)
        .toList();
  }

  /** The suggestion with this id; T3009 when there is none. */
  public Suggestion get(SuggestionId id) {
    return store
        .find(id)
        .orElseThrow(() -> JoiningProblem.NO_SUGGESTION.because("no suggestion has the id " + id));
  }

  /**
   * Joins the report to the case.
   *
   * @throws org.tocsin.server.kernel.Problem T3010 when it was answered before, T3005 when the case
   *     is closed
   */
  @Transactional
  public Suggestion accept(SuggestionId id) {
    Suggestion suggestion = get(id);
    var person = officer.get();
    settle(suggestion, Suggestion.State.JOINED, "");
    ledger.append(
        Act.of("JoinSuggestionAccepted")
            .by(person.id())
            .inCase(suggestion.caseId())
            .about(suggestion.report())
            .fact("codes", names(suggestion))
            .fact("score", suggestion.score())
            .says("Suggested for %s: joined".formatted(String.join(", ", names(suggestion)))));
    cases.addReport(suggestion.caseId(), suggestion.report());
    return get(id);
  }

  /**
   * Declines to join; kept, and not suggested again but for a new reason.
   *
   * @throws org.tocsin.server.kernel.Problem T3010 when it was answered before, T3007 without
   *     reason
   */
  @Transactional
  public Suggestion decline(SuggestionId id, String reason) {
    Suggestion suggestion = get(id);
    String why = Cases.requireReason(reason);
    settle(suggestion, Suggestion.State.DECLINED, why);
    ledger.append(
        Act.of("JoinSuggestionDeclined")
            .by(officer.get().id())
            .inCase(suggestion.caseId())
            .about(suggestion.report())
            .fact("codes", names(suggestion))
            .fact("score", suggestion.score())
            .commits("reason", why)
            .says(
                "Suggested for %s, not joined: %s"
                    .formatted(String.join(", ", names(suggestion)), why)));
    return get(id);
  }

  private void settle(Suggestion suggestion, Suggestion.State to, String reason) {
    if (!store.settle(
        suggestion.id(), Suggestion.State.OPEN, to, now(), officer.get().id().value(), reason)) {
      throw JoiningProblem.SETTLED.because(
          "it is %s since %s"
              .formatted(
                  suggestion.state().word(),
                  suggestion.settledAt().map(Instant::toString).orElse("a moment ago")));
    }
  }

  private static List<String> names(Suggestion suggestion) {
    return suggestion.reasons().stream().map(each -> each.code().name()).distinct().toList();
  }

  /** Whoever joins a report by hand has answered what was suggested. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void joined(ReportJoined event) {
    store
        .find(event.report(), event.caseId())
        .ifPresent(each ->
            store.settle(each.id(), each.state(), Suggestion.State.JOINED, now(), by(), ""));
    store.await(event.caseId(), now());
  }

  /** Whoever takes a report out has declined every reason that there is now. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void unjoined(ReportUnjoined event) {
    List<JoinReason> reasons = reasons(event.report()).getOrDefault(event.caseId(), List.of());
    Optional<Suggestion> before = store.find(event.report(), event.caseId());
    Suggestion now =
        new Suggestion(
            before.map(Suggestion::id).orElseGet(() -> SuggestionId.next(ids)),
            event.report(),
            event.caseId(),
            SameDanger.score(reasons),
            reasons,
            now(),
            Suggestion.State.OPEN,
            Optional.empty(),
            Optional.empty(),
            "");
    before.ifPresentOrElse(_ -> store.renew(now), () -> store.insert(now));
    store.settle(
        now.id(),
        Suggestion.State.OPEN,
        Suggestion.State.DECLINED,
        now(),
        by(),
        "taken out of the case");
  }

  private String by() {
    return officer.find().map(person -> person.id().value()).orElse("system");
  }

  /** Those of a case, open ones first, then the strongest; at most this many. */
  public List<Suggestion> ofCase(CaseId caseId, int most) {
    return store.ofCase(cases.get(caseId).id(), most);
  }

  /** Those of these reports, open ones first. */
  public List<Suggestion> ofReports(Collection<ReportId> reports) {
    return store.ofReports(reports);
  }

  /** Those that nobody has answered, newest first. */
  public List<Suggestion> open(Optional<SuggestionId> before, int most) {
    return store.open(before.orElse(null), most);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
