// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.Colleagues;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Who is on call for a post now: the roster that an administrator keeps, and whom its holder lets
 * act in it for a time. Neither gives anybody a role; the post comes on top of it.
 */
@Service
class Rosters {

  static final Duration SHIFT_MAX = Duration.ofDays(366);
  static final Duration DELEGATION_MAX = Duration.ofDays(14);
  private static final Pattern POST = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
  private static final int WHY_MAX = 2_000;

  private final RosterStore store;
  private final DutyTests tests;
  private final Colleagues colleagues;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Rosters(
      RosterStore store,
      DutyTests tests,
      Colleagues colleagues,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.tests = tests;
    this.colleagues = colleagues;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Somebody who may act in a post now.
   *
   * @param standingFor who lets them; empty for its holder
   */
  record Held(String post, OfficerId officer, Optional<OfficerId> standingFor) {}

  /** Everybody who may act in this post now. */
  List<Held> onCall(String post) {
    Instant now = clock.instant();
    List<OfficerId> holders =
        store.shifts(now).stream()
            .filter(shift -> shift.post().equals(post) && shift.holdsAt(now))
            .map(Shift::officer)
            .distinct()
            .filter(holder ->
                colleagues.find(holder).filter(each -> each.may(Role.APPROVER)).isPresent())
            .toList();
    List<Held> found = new ArrayList<>();
    holders.forEach(holder -> found.add(new Held(post, holder, Optional.empty())));
    store.delegations(now).stream()
        .filter(each -> each.post().equals(post) && each.countsAt(now))
        .filter(each -> holders.contains(each.holder()))
        .forEach(each -> found.add(new Held(post, each.officer(), Optional.of(each.holder()))));
    return found.stream().filter(held -> colleagues.find(held.officer()).isPresent()).toList();
  }

  /**
   * In which way this person may act in the post now towards what the author proposed, if at all:
   * nobody agrees to their own proposal through somebody who stands for them.
   */
  Optional<Held> held(OfficerId person, String post, OfficerId author) {
    return onCall(post).stream()
        .filter(held -> held.officer().equals(person))
        .filter(held -> held.standingFor().filter(author::equals).isEmpty())
        .findFirst();
  }

  /** The posts that policies in force ask for and those on the roster, by name. */
  List<String> posts() {
    TreeSet<String> posts = new TreeSet<>();
    for (DutyTest test : tests.list()) {
      test.who().noDuty().post().ifPresent(posts::add);
      test.who().waived().post().ifPresent(posts::add);
    }
    store.shifts(clock.instant()).forEach(shift -> posts.add(shift.post()));
    return List.copyOf(posts);
  }

  /** Shifts that are not over, earliest first. */
  List<Shift> shifts() {
    return store.shifts(clock.instant());
  }

  /** Delegations that are not over, earliest first. */
  List<Delegation> delegations() {
    return store.delegations(clock.instant());
  }

  /** Puts an approver on the roster; T4014 with every fault. */
  @Transactional
  Shift add(String post, String who, Instant from, Instant until) {
    List<Fault> faults = new ArrayList<>();
    requirePost(post, faults);
    Optional<OfficerId> person = approver(who, faults);
    requireTimes(from, until, SHIFT_MAX, faults);
    refuse(faults);
    Officer admin = officer.get();
    Shift made =
        new Shift(
            ids.next("shift"),
            post,
            person.orElseThrow(),
            micros(from),
            micros(until),
            admin.id(),
            Optional.empty());
    store.insert(made);
    ledger.append(
        Act.of("DutyShiftAdded")
            .by(admin.id())
            .about(made.id())
            .fact("post", post)
            .fact("officer", made.officer().value())
            .fact("from", made.from().toString())
            .fact("until", made.until().toString())
            .says("Put somebody on the roster of " + post));
    return made;
  }

  /** Cuts a shift short; T4015 when there is none that runs or is to come. */
  @Transactional
  void endShift(String id) {
    Shift shift =
        store.findShift(id).orElseThrow(() -> DecideProblem.NO_SHIFT.because("no shift " + id(id)));
    if (!store.endShift(id, now())) {
      throw DecideProblem.NO_SHIFT.because(id(id) + " was ended before");
    }
    ledger.append(
        Act.of("DutyShiftEnded")
            .by(officer.get().id())
            .about(id)
            .fact("post", shift.post())
            .fact("officer", shift.officer().value())
            .says("Took somebody off the roster of " + shift.post()));
  }

  /** Lets somebody act in a post that one holds; T4016 to whoever does not, T4014 with faults. */
  @Transactional
  Delegation delegate(String post, String who, Instant from, Instant until, String why) {
    Officer holder = officer.get();
    List<Fault> faults = new ArrayList<>();
    requirePost(post, faults);
    Optional<OfficerId> person = approver(who, faults);
    if (person.filter(holder.id()::equals).isPresent()) {
      faults.add(new Fault("officer", "", "is yourself", "name somebody else"));
    }
    requireTimes(from, until, DELEGATION_MAX, faults);
    if (why.isBlank() || why.length() > WHY_MAX) {
      faults.add(
          new Fault(
              "why", "", "has %d characters".formatted(why.length()), "write 1 to " + WHY_MAX));
    }
    refuse(faults);
    boolean holds =
        store.shifts(now()).stream()
            .anyMatch(shift ->
                shift.post().equals(post)
                    && shift.officer().equals(holder.id())
                    && shift.from().isBefore(until)
                    && from.isBefore(shift.until()));
    if (!holds) {
      throw DecideProblem.NOT_HOLDER.because(
          "you have no shift as '%s' in that time".formatted(post));
    }
    Delegation made =
        new Delegation(
            ids.next("delegation"),
            post,
            holder.id(),
            person.orElseThrow(),
            micros(from),
            micros(until),
            why.strip(),
            Optional.empty());
    store.insert(made);
    ledger.append(
        Act.of("AuthorityDelegated")
            .by(holder.id())
            .about(made.id())
            .fact("post", post)
            .fact("officer", made.officer().value())
            .fact("from", made.from().toString())
            .fact("until", made.until().toString())
            .commits("why", made.why())
            .says("Let somebody act as " + post));
    return made;
  }

  /** Ends a delegation before its time; its holder or an administrator. */
  @Transactional
  void endDelegation(String id) {
    Delegation made =
        store
            .findDelegation(id)
            .orElseThrow(() -> DecideProblem.NO_SHIFT.because("no delegation " + id(id)));
    Officer person = officer.get();
    if (!person.id().equals(made.holder()) && !person.may(Role.ADMIN)) {
      throw DecideProblem.NOT_HOLDER.because("this delegation is somebody else's");
    }
    if (!store.endDelegation(id, now())) {
      throw DecideProblem.NO_SHIFT.because(id(id) + " was ended before");
    }
    ledger.append(
        Act.of("DelegationEnded")
            .by(person.id())
            .about(id)
            .fact("post", made.post())
            .fact("officer", made.officer().value())
            .says("Ended that somebody acts as " + made.post()));
  }

  private static String id(String id) {
    return "'" + Problem.shorten(id) + "'";
  }

  private static void requirePost(String post, List<Fault> faults) {
    if (!POST.matcher(post).matches()) {
      faults.add(
          new Fault(
              "post",
              Problem.shorten(post),
              "has another form",
              "write a letter, then letters and digits, at most 40"));
    }
  }

  private Optional<OfficerId> approver(String who, List<Fault> faults) {
    List<Officer> approvers = colleagues.with(Role.APPROVER);
    Optional<OfficerId> found =
        approvers.stream().map(Officer::id).filter(id -> id.value().equals(who)).findFirst();
    if (found.isEmpty()) {
      faults.add(
          new Fault(
              "officer",
              Problem.shorten(who),
              "is nobody with the role approver",
              "use the id of one who may agree"));
    }
    return found;
  }

  private void requireTimes(Instant from, Instant until, Duration most, List<Fault> faults) {
    if (!from.isBefore(until) || !until.isAfter(now())) {
      faults.add(
          new Fault("until", until.toString(), "is over before it began", "write a later time"));
    } else if (Duration.between(from, until).compareTo(most) > 0) {
      faults.add(
          new Fault(
              "until",
              until.toString(),
              "is too far",
              "use at most %d days".formatted(most.toDays())));
    }
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(DecideProblem.BAD_SHIFT, faults.size() + " faults, see the list", faults);
    }
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  private Instant now() {
    return micros(clock.instant());
  }
}
