// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Keeps the signs of cases, and cries out when the time of one runs out unseen. */
@Service
public class Signs implements DueWork {

  private static final int SIGNS_MAX = 100;
  private static final int OVERDUE_MAX = 200;

  /** What should have been seen long ago is looked for within this. */
  private static final Duration LOOK_WITHIN = Duration.ofHours(1);

  private final List<SignList> lists = SignList.read();
  private final SignStore store;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Signs(
      SignStore store,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.clock = clock;
  }

  /** What somebody makes of a sign. */
  public record Judged(String state, String note, List<Citation> cites, Optional<Instant> by) {
    /** Copies the citations. */
    public Judged {
      cites = List.copyOf(cites);
    }
  }

  /** The lists that come with the program. */
  public List<SignList> lists() {
    return lists;
  }

  /** The signs of a case in the order in which they were added; T3001 when there is none. */
  public List<Sign> of(CaseId id) {
    cases.get(id);
    return store.of(id);
  }

  /**
   * Puts a list to a case: each sign by so many hours before or after the assessed window begins,
   * or from now while nothing is assessed, and never within less than an hour, in which somebody
   * can look. Those that the case has already are left out.
   *
   * @throws Problem T3026 when there is no such list, T3025 when the case would have too many signs
   */
  @Transactional
  public List<Sign> use(CaseId id, String listId) {
    CaseFile file = cases.holdOpen(id);
    SignList list =
        lists.stream()
            .filter(each -> each.id().equals(listId))
            .findFirst()
            .orElseThrow(
                () -> SignProblem.NO_LIST.because("there is no list " + Problem.shorten(listId)));
    Instant now = now();
    Instant soonest = now.plus(LOOK_WITHIN);
    Instant begin = file.assessment().map(made -> made.window().from()).orElse(now);
    List<Sign> all = store.of(id);
    List<Sign> added = new ArrayList<>();
    for (SignList.Expected each : list.signs()) {
      if (all.stream().noneMatch(had -> had.expectation().equals(each.expectation()))) {
        Instant by = begin.plus(each.after());
        added.add(
            sign(
                all.size() + added.size() + 1,
                list.title(),
                each.expectation(),
                by.isBefore(soonest) ? soonest : by));
      }
    }
    requireRoom(all.size() + added.size());
    added.forEach(sign -> store.insert(id, sign));
    ledger.append(
        Act.of("SignsListed")
            .by(officer.get().id())
            .inCase(id)
            .about(id)
            .fact("list", list.id())
            .fact("signs", added.size())
            .says("Signs to look for: %s (%d)".formatted(list.title(), added.size())));
    changed(id);
    return store.of(id);
  }

  /** Adds a sign of the desk's own; T3025 when it says nothing, too much, or is due already. */
  @Transactional
  public Sign add(CaseId id, String expectation, Instant by) {
    cases.holdOpen(id);
    SignRules.refuse(SignRules.faults(expectation, by, now()));
    int number = store.of(id).size() + 1;
    requireRoom(number);
    Sign sign = sign(number, "", expectation.strip(), by.truncatedTo(ChronoUnit.MICROS));
    store.insert(id, sign);
    ledger.append(
        Act.of("SignAdded")
            .by(officer.get().id())
            .inCase(id)
            .about(id)
            .fact("number", number)
            .fact("by", sign.by().toString())
            .commits("expectation", sign.expectation())
            .says("Sign %d to look for".formatted(number)));
    changed(id);
    return sign;
  }

  /**
   * Keeps what somebody makes of a sign.
   *
   * @throws Problem T3025 with what is wrong, T3027 when there is no such sign, T3004 when what it
   *     rests on is not there
   */
  @Transactional
  public Sign judge(CaseId id, int number, Judged judged) {
    CaseFile file = cases.holdOpen(id);
    Sign before =
        store.of(id).stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(
                () -> SignProblem.NO_SIGN.because("%s has no sign %d".formatted(id, number)));
    SignRules.refuse(SignRules.faults(judged, now()));
    Sign.State state = Sign.State.find(judged.state()).orElseThrow();
    if (state == Sign.State.SEEN) {
      cases.requireThere(file, "cites", judged.cites());
    }
    Sign made =
        new Sign(
            number,
            before.list(),
            before.expectation(),
            judged.by().map(by -> by.truncatedTo(ChronoUnit.MICROS)).orElse(before.by()),
            state,
            Optional.of(officer.get().id()),
            Optional.of(now()),
            judged.note().strip(),
            state == Sign.State.SEEN ? judged.cites() : List.of());
    store.update(id, made);
    ledger.append(
        Act.of("SignJudged")
            .by(officer.get().id())
            .inCase(id)
            .about(id)
            .fact("number", number)
            .fact("state", state.word())
            .fact("by", made.by().toString())
            .fact("cites", made.cites().stream().map(file::ref).toList())
            .commits("expectation", made.expectation())
            .commits("note", made.note())
            .says("Sign %d: %s".formatted(number, state.word())));
    changed(id);
    return made;
  }

  /** Whether anything that it rests on still holds; true for one that rests on nothing. */
  public boolean holds(CaseFile file, Sign sign) {
    return sign.cites().isEmpty()
        || sign.cites().stream().anyMatch(cite -> cases.isThere(file, cite));
  }

  /** Overdue signs of open cases, longest first, at most two hundred. */
  List<SignStore.Placed> overdue() {
    return store.overdue(now(), OVERDUE_MAX);
  }

  long countOverdue() {
    return store.countOverdue(now());
  }

  @Override
  public String name() {
    return "assess.signs";
  }

  @Override
  @Transactional
  public int runDue(Instant now) {
    List<SignStore.Placed> due = store.takeOverdue(now);
    for (SignStore.Placed each : due) {
      store.told(each.caseId(), each.sign().number());
      ledger.append(
          Act.of("SignOverdue")
              .inCase(each.caseId())
              .about(each.caseId())
              .fact("number", each.sign().number())
              .fact("by", each.sign().by().toString())
              .says(
                  "Sign %d is overdue: nobody has seen it or said that it is not there"
                      .formatted(each.sign().number())));
      changed(each.caseId());
    }
    return due.size();
  }

  private void changed(CaseId id) {
    events.publishEvent(new SignsChanged(id));
  }

  private static void requireRoom(int count) {
    if (count > SIGNS_MAX) {
      throw SignProblem.BAD_SIGN.because(
          "the case would have %d signs; at most %d are allowed".formatted(count, SIGNS_MAX));
    }
  }

  private static Sign sign(int number, String list, String expectation, Instant by) {
    return new Sign(
        number,
        list,
        expectation,
        by,
        Sign.State.AWAITED,
        Optional.empty(),
        Optional.empty(),
        "",
        List.of());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
