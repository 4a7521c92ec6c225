// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.CallAnswered;
import org.tocsin.server.deliver.CallList;
import org.tocsin.server.deliver.DeliverProblem;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Parked;
import org.tocsin.server.deliver.WaveQueued;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.WatcherErased;
import org.tocsin.server.watch.Watchers;

/**
 * What officers do with the call list: take the next call, keep it, give it back, note what came of
 * it. Each is an act in the record, without name and number. Thread-safe.
 */
@Service
class PhoneDesk implements CallList, DueWork {

  /** What open pages listen to. */
  static final String TOPIC = "calls";

  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_PASSED_OVER = 100;
  private static final int NOTE_MOST = 2_000;

  private final CallStore store;
  private final PhoneSettings settings;
  private final ApprovedWarnings approved;
  private final Deliveries deliveries;
  private final Watchers watchers;
  private final Parked parked;
  private final CurrentOfficer current;
  private final Ledger ledger;
  private final LiveStream stream;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate transaction;

  PhoneDesk(
      CallStore store,
      PhoneSettings settings,
      ApprovedWarnings approved,
      Deliveries deliveries,
      Watchers watchers,
      Parked parked,
      CurrentOfficer current,
      Ledger ledger,
      LiveStream stream,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.settings = settings;
    this.approved = approved;
    this.deliveries = deliveries;
    this.watchers = watchers;
    this.parked = parked;
    this.current = current;
    this.ledger = ledger;
    this.stream = stream;
    this.events = events;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Gives the officer the next call, or the one that they have in hand already. From now on nobody
   * else is given this person, until the lease ends.
   */
  @Transactional
  Optional<Call> next() {
    holdErasures();
    String officer = current.get().id().value();
    Instant now = clock.instant();
    Optional<Call> mine = store.heldBy(officer).filter(call -> isLeased(call, now));
    if (mine.isPresent()) {
      return mine;
    }
    for (int i = 0; i < MOST_PASSED_OVER; i++) {
      Optional<Call> taken = store.take(now, now.plus(settings.lease()), officer);
      Optional<String> hindrance = taken.flatMap(this::hindrance);
      if (taken.isPresent() && hindrance.isPresent()) {
        passOver(taken.get(), hindrance.get(), now);
        continue;
      }
      taken.ifPresent(call ->
          ledger.append(
              act("CallTaken", call, officer)
                  .says("A call was taken from the list; name and number were shown")));
      tell();
      return taken;
    }
    return Optional.empty();
  }

  /** Why nobody can be called although they are on the list. */
  private Optional<String> hindrance(Call call) {
    if (!approved.get(call.warning()).contentHash().equals(call.contentHash())) {
      return Optional.of("the text is not the one that was approved");
    }
    return contact(call).isEmpty() ? Optional.of("no number any more") : Optional.empty();
  }

  private void passOver(Call call, String why, Instant now) {
    store.giveBack(call.id());
    store.withdraw(call.warning(), call.watcher(), why, now).ifPresent(each -> wake(each, now));
  }

  /** Who is to be called and by which numbers: personal, for the page of whoever holds the call. */
  Optional<Contact> contact(Call call) {
    return watchers.contacts(call.watcher().number()).stream()
        .filter(each -> !each.addresses(PhoneChannel.KIND).isEmpty())
        .findFirst();
  }

  /**
   * A call as it stands.
   *
   * @throws Problem T6040 when there is none
   */
  @Transactional(readOnly = true)
  Call get(long id) {
    return store.find(id).orElseThrow(() -> none(id));
  }

  private static Problem none(long id) {
    return DeliverProblem.NO_CALL.because("call %d is not on the list".formatted(id));
  }

  /** Whether the officer of this request has it in hand now, so that they may see who it is. */
  boolean isMine(Call call) {
    return current.get().id().value().equals(call.holder()) && isLeased(call, clock.instant());
  }

  private static boolean isLeased(Call call, Instant now) {
    Instant until = call.leaseUntil();
    return until != null && now.isBefore(until);
  }

  /** Whether an officer holds the deliveries of its warning up. */
  @Transactional(readOnly = true)
  boolean isHeldUp(Call call) {
    return store.isHeldUp(call.warning());
  }

  /**
   * Keeps a call in hand for another while.
   *
   * @throws Problem T6041 when it is not theirs
   */
  @Transactional
  Call keep(long id) {
    Call call = mine(id);
    store.keep(id, clock.instant().plus(settings.lease()));
    return call;
  }

  /**
   * Puts a call back on the list, as if it had not been taken.
   *
   * @throws Problem T6041 when it is not theirs
   */
  @Transactional
  void giveBack(long id) {
    holdErasures();
    Call call = mine(id);
    ledger.append(
        act("CallReturned", call, current.get().id().value()).says("A call was given back"));
    letGo(call, clock.instant());
    tell();
  }

  private void letGo(Call call, Instant now) {
    if (call.withdrawn() == null) {
      store.giveBack(call.id());
    } else {
      store.end(call.id(), null, now);
      wake(call, now);
    }
  }

  private Call mine(long id) {
    Call call = store.lock(id).orElseThrow(() -> none(id));
    if (!current.get().id().value().equals(call.holder())) {
      throw DeliverProblem.NOT_YOUR_CALL.because(
          "call %d %s".formatted(id, call.isEnded() ? "has ended" : "is not in your hand"));
    }
    return call;
  }

  /**
   * What came of a call.
   *
   * @param result whether and how they were reached
   * @param repeated the ids of the points that they said back
   * @param answer what they answered; null when nothing. Only whoever was reached answers
   * @param note what they said; may be empty, at most 2,000 characters
   */
  record Report(CallResult result, Set<String> repeated, @Nullable Said answer, String note) {
    /** Copies the set. */
    Report {
      repeated = Set.copyOf(repeated);
    }
  }

  /**
   * Notes what came of a call. Their answer is made durable first, then the result: a crash between
   * the two loses neither, for the call goes back to the list and is withdrawn there as answered.
   *
   * <p>Also taken from an officer whose lease has run out, as long as nobody else has the call.
   *
   * @throws Problem T6041 when somebody else has the call or it has ended; T6042 with every fault
   */
  void finish(long id, Report report) {
    Call before = reportable(get(id));
    List<CallScript.Point> points =
        CallScript.points(approved.get(before.warning()).textFor(List.of(before.language())));
    check(report, points);
    Said answer = report.answer();
    if (answer != null) {
      events.publishEvent(
          new CallAnswered(
              before.warning(), before.caseId(), before.watcher(), answer.word(), report.note()));
    }
    transaction.executeWithoutResult(status -> {
      holdErasures();
      Call call = reportable(store.lock(id).orElseThrow(() -> none(id)));
      note(call, report, points.size(), clock.instant());
      tell();
    });
  }

  private Call reportable(Call call) {
    if (call.isEnded() || !call.isWith(current.get().id().value())) {
      throw DeliverProblem.NOT_YOUR_CALL.because(
          "call %d %s".formatted(call.id(), call.isEnded() ? "has ended" : "is not in your hand"));
    }
    return call;
  }

  private static void check(Report report, List<CallScript.Point> points) {
    List<Problem.Fault> faults = new ArrayList<>();
    List<String> missing =
        points.stream()
            .map(CallScript.Point::id)
            .filter(id -> !report.repeated().contains(id))
            .toList();
    if (report.result() == CallResult.READ_BACK && !missing.isEmpty()) {
      faults.add(
          new Problem.Fault(
              "repeated",
              String.join(", ", missing),
              "was not said back",
              "ask for it, or say that they were reached but did not say it back"));
    }
    if (report.answer() != null && !report.result().isReached()) {
      faults.add(
          new Problem.Fault(
              "answer",
              report.answer().word(),
              "cannot come from somebody who was not reached",
              "leave it out, or say that they were reached"));
    }
    if (report.note().length() > NOTE_MOST) {
      faults.add(
          new Problem.Fault(
              "note",
              "",
              "has %d characters".formatted(report.note().length()),
              "write at most %d".formatted(NOTE_MOST)));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          DeliverProblem.BAD_CALL_RESULT,
          "%d fields cannot be used".formatted(faults.size()),
          faults);
    }
  }

  private void note(Call call, Report report, int points, Instant now) {
    CallResult result = report.result();
    boolean goesOn =
        result.callsAgain()
            && call.withdrawn() == null
            && now.isBefore(call.until())
            && !deliveries.stopped(call.warning());
    if (goesOn) {
      Duration wait = settings.wait(call.tries() + 1, Duration.between(now, call.until()));
      store.again(call.id(), result, now.plus(wait));
    } else {
      store.end(call.id(), result, now);
    }
    ledger.append(
        act("CallMade", call, current.get().id().value())
            .fact("result", result.word())
            .fact("try", call.tries() + 1)
            .fact("points", result.isReached() ? points : null)
            .fact("saidBack", result.isReached() ? report.repeated().size() : null)
            .says("A watcher was called: " + result.label().toLowerCase(java.util.Locale.ROOT)));
    wake(call, now);
  }

  /** The delivery that waits for the call is asked for anew. */
  private void wake(Call call, Instant now) {
    parked.wake(call.warning(), PhoneChannel.KIND, call.watcher(), now);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void answered(WarningId warning, WatcherId watcher) {
    if (settings.desk()) {
      Instant now = clock.instant();
      store.withdraw(warning, watcher, Call.ANSWERED, now).ifPresent(call -> withdrawn(call, now));
    }
  }

  private void withdrawn(Call call, Instant now) {
    if (call.isEnded()) {
      wake(call, now);
    }
    tell();
  }

  /** Whoever is to be tried again is called anew, although a call of theirs has ended. */
  @EventListener
  void queued(WaveQueued wave) {
    if (settings.desk() && wave.isRepetition()) {
      store.anew(
          deliveries
              .recipients(wave.wave())
              .mapToObj(number ->
                  Parcel.id(wave.warning(), new WatcherId(number), PhoneChannel.KIND, wave.step()))
              .toList());
    }
  }

  @EventListener
  void erased(WatcherErased erased) {
    Instant now = clock.instant();
    store
        .withdraw(erased.watcher(), "the watcher was erased", now)
        .forEach(call -> withdrawn(call, now));
  }

  @Override
  public String name() {
    return "deliver.calls";
  }

  /** Takes back what officers let lie, and off the list what has ended. */
  @Override
  public int runDue(Instant now) {
    Integer done =
        transaction.execute(_ -> {
          holdErasures();
          return lapse(now) + withdrawEnded(now) + settle(now);
        });
    return done == null ? 0 : done;
  }

  private int lapse(Instant now) {
    List<Call> lapsed = store.lapsed(now, MOST_AT_ONCE);
    for (Call call : lapsed) {
      ledger.append(
          act("CallLapsed", call, "").says("A call was let lie and goes back to the list"));
      letGo(call, now);
    }
    if (!lapsed.isEmpty()) {
      tell();
    }
    return lapsed.size();
  }

  private int withdrawEnded(Instant now) {
    List<Call> withdrawn = store.withdrawEnded(now, MOST_AT_ONCE);
    withdrawn.forEach(call -> withdrawn(call, now));
    return withdrawn.size();
  }

  /** A result may have come before the delivery waited for it; so it is woken until it is gone. */
  private int settle(Instant now) {
    int settled = 0;
    for (Call call : store.unsettled(MOST_AT_ONCE)) {
      if (parked.isWaiting(call.warning(), PhoneChannel.KIND, call.watcher())) {
        wake(call, now);
      } else {
        store.settle(call.id(), now);
        settled++;
      }
    }
    return settled;
  }

  /**
   * Before the row of any call is held, as an erasure holds the record before it comes to the calls
   * of whom it erases: who took them the other way round would wait for each other.
   */
  private void holdErasures() {
    ledger.erased(List.of());
  }

  private Act act(String type, Call call, String officer) {
    String person = Watchers.subject(call.watcher().number());
    boolean erased = !ledger.erased(List.of(person)).isEmpty(); // what memory knows may be older
    Act act =
        Act.of(type)
            .inCase(call.caseId())
            .about(call.warning())
            .fact("call", call.id())
            .fact("exercise", call.exercise() ? true : null)
            .hides("watcher", erased ? null : person, person);
    return officer.isEmpty() ? act : act.by(new org.tocsin.server.kernel.OfficerId(officer));
  }

  /** Open pages look again, after the transaction at hand. */
  private void tell() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            stream.tell(TOPIC, "changed");
          }
        });
  }

  /** The warning that a call tells, as approved. */
  ApprovedWarning warning(Call call) {
    return approved.get(call.warning());
  }
}
