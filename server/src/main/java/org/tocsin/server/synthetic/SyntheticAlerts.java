// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.answer.AnswerKind;
import org.tocsin.server.answer.AnswerLine;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.InFront;
import org.tocsin.server.deliver.WaveDelivered;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.PublishedRecord;
import org.tocsin.server.watch.BuiltInWatcher;

/**
 * Sends the server an alert when one is due and takes it on from leg to leg; what came of it stands
 * in a table, so that another node or the next start goes on with it. One at a time over all nodes.
 *
 * <p>An exercise sends none: its clock jumps, and nothing of it goes out. Thread-safe.
 */
@Service
class SyntheticAlerts implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(SyntheticAlerts.class);

  /** After one that was stuck the next is tried sooner, so that it shows when all is well again. */
  private static final Duration AFTER_STUCK = Duration.ofMinutes(5);

  /** So long an answer may take before it is given once more. */
  private static final Duration ANSWER_AGAIN = Duration.ofSeconds(30);

  /** A node that began one and did not get to sending it has died. */
  private static final Duration REHEARSAL_LONGEST = Duration.ofMinutes(1);

  /** How often it is asked whether what stands before it still moves. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(90);
  private static final int ANSWER_BYTES_MAX = 65_536;

  private final SyntheticStore store;
  private final SyntheticSettings settings;
  private final SyntheticRehearsal rehearsal;
  private final BuiltInWatcher builtIn;
  private final Deliveries deliveries;
  private final Answers answers;
  private final Outbound outbound;
  private final Ledger ledger;
  private final PublishedRecord record;
  private final IdMaker ids;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final boolean isOn;

  SyntheticAlerts(
      SyntheticStore store,
      SyntheticSettings settings,
      SyntheticRehearsal rehearsal,
      BuiltInWatcher builtIn,
      Deliveries deliveries,
      Answers answers,
      Outbound outbound,
      Ledger ledger,
      PublishedRecord record,
      IdMaker ids,
      Clock clock,
      PlatformTransactionManager transactions,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this.store = store;
    this.settings = settings;
    this.rehearsal = rehearsal;
    this.builtIn = builtIn;
    this.deliveries = deliveries;
    this.answers = answers;
    this.outbound = outbound;
    this.ledger = ledger;
    this.record = record;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    this.isOn = settings.isOn() && !exercise;
  }

  boolean isOn() {
    return isOn;
  }

  @Override
  public String name() {
    return "synthetic.alert";
  }

  @Override
  public int runDue(Instant now) {
    if (!isOn) {
      return 0;
    }
    Optional<Run> open = store.open();
    if (open.isPresent()) {
      return goOn(open.get(), now) ? 1 : 0;
    }
    return isDue(now) && begin(now) ? 1 : 0;
  }

  private boolean isDue(Instant now) {
    return store
        .newest()
        .map(last ->
            last.stuck() == null
                ? last.begunAt().plus(settings.every())
                : Objects.requireNonNull(last.endedAt()).plus(AFTER_STUCK))
        .filter(due -> due.isAfter(now))
        .isEmpty();
  }

  private boolean begin(Instant now) {
    store.forget(now.minus(KEPT));
    String id = ids.next("synthetic");
    if (!store.begin(id, now, now.plus(settings.within()))) {
      return false;
    }
    try {
      WatcherId itself = builtIn.reachedAt(settings.alerts().toString());
      SyntheticRehearsal.Rehearsed rehearsed = rehearsal.rehearse(itself, now);
      transaction.executeWithoutResult(_ -> send(id, rehearsed));
    } catch (SyntheticRehearsal.StuckException stuck) {
      log.warn("a synthetic alert could not be {}: run={}", stuck.leg().done(), id, stuck);
      giveUp(id, stuck.leg(), clock.instant());
    } catch (RuntimeException failed) {
      log.warn("a synthetic alert could not be sent: run={}", id, failed);
      giveUp(id, Leg.DECIDED, clock.instant());
    }
    return true;
  }

  private void send(String id, SyntheticRehearsal.Rehearsed rehearsed) {
    Run.Sent sent = rehearsed.sent();
    long[] audience = {sent.watcher()};
    SyntheticRehearsal.requireItselfAlone(
        audience, builtIn.number().orElseThrow(() -> new IllegalStateException("it is gone")));
    if (!store.sent(id, sent, rehearsed.takenInAt(), now())) {
      throw new IllegalStateException("another node has given it up");
    }
    ledger.append(
        Act.of("SyntheticAlertSent")
            .inCase(sent.caseId())
            .about(id)
            .fact("warning", sent.warning().value())
            .fact("signedSha256", sent.signedHash())
            .says("The server sends an alert to itself"));
    deliveries.queue(SyntheticStore.message(sent), 0, audience, Deliveries.Cause.APPROVED);
  }

  /** The receipt of the last of its deliveries was written; in the transaction of that. */
  @EventListener
  void delivered(WaveDelivered delivered) {
    if (isOn) {
      store.receipt(delivered.warning(), now());
    }
  }

  /** Takes it a step further; false when there is nothing to do but wait. */
  private boolean goOn(Run run, Instant now) {
    Run.Sent sent = run.sent();
    if (sent == null) {
      return now.isAfter(run.begunAt().plus(REHEARSAL_LONGEST))
          && giveUp(run.id(), Leg.TAKEN_IN, now);
    }
    if (!now.isBefore(run.deadline())) {
      return isBehind(run, sent, now) || giveUp(run.id(), run.next(), now);
    }
    if (run.done(Leg.ARRIVED).isPresent() && run.done(Leg.ANSWERED).isEmpty()) {
      return answer(run, sent, now);
    }
    boolean isAnswered = run.done(Leg.ANSWERED).isPresent() && run.done(Leg.RECEIPT).isPresent();
    Long entry = run.entry();
    if (isAnswered && entry == null) {
      return Boolean.TRUE.equals(transaction.execute(_ -> writeDown(run, sent)));
    }
    return entry != null && isCovered(entry) && store.whole(run.id(), now);
  }

  /**
   * Whether it is late because what is meant goes first, and goes: that is as it should be, and no
   * real alert would be late for it. It gets another minute, and says behind how many it stands.
   */
  private boolean isBehind(Run run, Run.Sent sent, Instant now) {
    if (run.next() != Leg.ARRIVED || !now.isBefore(sent.window().until())) {
      return false;
    }
    Optional<InFront> inFront = deliveries.inFront(sent.warning()).filter(InFront::isMoving);
    inFront.ifPresent(each -> store.behind(run.id(), each.deliveries(), now.plus(LOOK_AGAIN)));
    return inFront.isPresent();
  }

  /** Answers by the link, once in a while until it is taken; sees whether it was. */
  private boolean answer(Run run, Run.Sent sent, Instant now) {
    Optional<Instant> answered = answeredAt(sent);
    if (answered.isPresent()) {
      store.answered(run.id(), answered.get());
      return true;
    }
    String token = run.token();
    if (token == null || !store.ask(run.id(), now, now.minus(ANSWER_AGAIN))) {
      return false;
    }
    try {
      Outbound.Answer came =
          outbound.send(
              new Outbound.Call(
                  "POST",
                  settings.answer(token),
                  Map.of("Content-Type", "application/x-www-form-urlencoded"),
                  ("answer=" + AnswerKind.ACKNOWLEDGED.word()).getBytes(StandardCharsets.UTF_8),
                  ANSWER_BYTES_MAX));
      if (came.status() >= 400) {
        log.warn("the server's own answer was refused: status={}", came.status());
      }
    } catch (IOException e) {
      log.warn("the server cannot reach its own answer page: {}", e.getClass().getSimpleName());
    }
    return answeredAt(sent).isPresent();
  }

  private Optional<Instant> answeredAt(Run.Sent sent) {
    return answers.list(sent.warning(), "", 0, 1).stream()
        .filter(line -> line.watcher() == sent.watcher())
        .map(AnswerLine::at)
        .findFirst();
  }

  private boolean writeDown(Run run, Run.Sent sent) {
    if (!store.lock(run.id())) {
      return false;
    }
    Map<String, Object> millis = new TreeMap<>();
    run.took().forEach((leg, time) -> millis.put(leg.word(), time.toMillis()));
    return store.entry(
        run.id(),
        ledger.append(
            Act.of("SyntheticAlertAnswered")
                .inCase(sent.caseId())
                .about(run.id())
                .fact("milliseconds", millis)
                .says("The server has answered its own alert")));
  }

  /** Whether the newest checkpoint covers this entry. */
  private boolean isCovered(long entry) {
    long size = record.state().size();
    return ledger.placeOf(entry).filter(leaf -> leaf < size).isPresent();
  }

  private boolean giveUp(String id, Leg leg, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          boolean isNew = store.stuck(id, leg, now);
          if (isNew) {
            ledger.append(
                Act.of("SyntheticAlertStuck")
                    .about(id)
                    .fact("leg", leg.word())
                    .says("The server's alert to itself was not " + leg.done()));
          }
          return isNew;
        }));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
