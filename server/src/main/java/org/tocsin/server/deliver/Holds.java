// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * What an officer does to deliveries under way: hold them up, let them go on, give up what waits,
 * send again to those whom nothing reached. Each is an act in the record. Thread-safe.
 */
@Service
class Holds {

  private static final int WHY_LENGTH = 500;

  private final HoldStore store;
  private final Deliveries deliveries;
  private final ApprovedWarnings approved;
  private final CurrentOfficer current;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Holds(
      HoldStore store,
      Deliveries deliveries,
      ApprovedWarnings approved,
      CurrentOfficer current,
      Ledger ledger,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.approved = approved;
    this.current = current;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Optional<Hold> current(WarningId warning) {
    return store.current(warning);
  }

  /**
   * Holds a warning's deliveries up: workers finish the round at hand and begin no other.
   *
   * @throws Problem T6005 when nothing more goes out, T6006 when it is held up already, T6007
   *     without a reason
   */
  @Transactional
  void pause(WarningId warning, String why) {
    ApprovedWarning about = underWay(warning);
    String reason = reason(why);
    OfficerId officer = current.get().id();
    Instant now = clock.instant();
    if (!store.begin(warning, new Hold(now, officer.value(), reason))) {
      throw DeliverProblem.HELD.because("deliveries of %s are held up already".formatted(warning));
    }
    ledger.append(
        act("DeliveryPaused", about, officer).commits("why", reason).says("Deliveries held up"));
    events.publishEvent(new DeliveryPaused(warning, now));
  }

  /**
   * Lets them go on.
   *
   * @throws Problem T6006 when they are not held up
   */
  @Transactional
  void resume(WarningId warning) {
    ApprovedWarning about = approved.get(warning);
    OfficerId officer = current.get().id();
    Instant now = clock.instant();
    if (!store.end(warning, now, officer)) {
      throw DeliverProblem.HELD.because("deliveries of %s are not held up".formatted(warning));
    }
    ledger.append(act("DeliveryResumed", about, officer).says("Deliveries go on"));
    events.publishEvent(new DeliveryResumed(warning, now));
  }

  /**
   * Gives up everything that still waits, for good; the warning itself stays in force.
   *
   * @throws Problem T6005 when nothing more goes out already, T6007 without a reason
   */
  @Transactional
  void stop(WarningId warning, String why) {
    ApprovedWarning about = underWay(warning);
    String reason = reason(why);
    OfficerId officer = current.get().id();
    // What is given up must be seen to be: workers write its receipts.
    Instant now = clock.instant();
    store.end(warning, now, officer);
    deliveries.stop(warning, reason);
    ledger.append(
        act("DeliveryStopped", about, officer)
            .commits("why", reason)
            .says("Deliveries stopped for good"));
    events.publishEvent(new DeliveryResumed(warning, now));
  }

  /**
   * Queues the last step anew for everybody whom no attempt has reached and for whom none waits.
   *
   * @return how many they are
   * @throws Problem T6005 when nothing more goes out, T6008 when nobody is left to be told
   */
  @Transactional
  int again(WarningId warning) {
    ApprovedWarning about = underWay(warning);
    store.lock(warning);
    List<HoldStore.Failed> failed = store.failed(warning);
    if (failed.isEmpty()) {
      throw DeliverProblem.NOBODY_FAILED.because(
          "no delivery of %s has failed for good, or a later one got through".formatted(warning));
    }
    ledger.append(
        act("DeliveryRepeated", about, current.get().id())
            .fact("watchers", failed.size())
            .says("Sent again to %,d whom nothing had reached".formatted(failed.size())));
    Map<Integer, List<HoldStore.Failed>> steps =
        failed.stream()
            .collect(
                Collectors.groupingBy(HoldStore.Failed::step, TreeMap::new, Collectors.toList()));
    steps.forEach((step, those) -> {
      for (boolean mayHaveArrived : new boolean[] {false, true}) {
        deliveries.queueAgain(
            about,
            step,
            those.stream()
                .filter(each -> each.mayHaveArrived() == mayHaveArrived)
                .mapToLong(HoldStore.Failed::watcher)
                .toArray(),
            mayHaveArrived);
      }
    });
    return failed.size();
  }

  private static Act act(String type, ApprovedWarning about, OfficerId officer) {
    return Act.of(type).by(officer).inCase(about.caseId()).about(about.id());
  }

  /** Whether nothing more of a warning goes out. */
  @Transactional(readOnly = true)
  boolean isOver(WarningId warning) {
    return isOver(approved.get(warning));
  }

  private boolean isOver(ApprovedWarning warning) {
    return deliveries.stopped(warning.id()) || !clock.instant().isBefore(warning.window().until());
  }

  private ApprovedWarning underWay(WarningId warning) {
    ApprovedWarning about = approved.get(warning);
    if (isOver(about)) {
      throw DeliverProblem.OVER.because("%s has ended or was stopped".formatted(warning));
    }
    return about;
  }

  private static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty() || reason.length() > WHY_LENGTH) {
      throw DeliverProblem.NO_REASON.because(
          "the reason has %d characters; give 1 to %d".formatted(reason.length(), WHY_LENGTH));
    }
    return reason;
  }
}
