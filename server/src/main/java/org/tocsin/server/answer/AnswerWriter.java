// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.deliver.AnswerWords;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Together;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;

/**
 * Writes answers, those that come together in one transaction: whoever comes while a commit is
 * under way joins the next one. Nobody hears that an answer was taken before it is durable.
 *
 * <p>Bounded: when too many wait, more are refused aloud (T7003). Thread-safe.
 */
@Component
class AnswerWriter {

  private static final int MOST_WAITING = 20_000;
  private static final int MOST_TOGETHER = 500;
  private static final int TRIES = 3;

  /**
   * An answer that is to be written.
   *
   * @param known whether the watcher was there; of whoever was erased nothing personal is kept
   */
  record Given(
      WarningId warning,
      CaseId caseId,
      WatcherId watcher,
      AnswerKind kind,
      String note,
      String via,
      boolean known) {

    /** The same of somebody who was erased meanwhile. */
    Given ofErased() {
      return new Given(warning, caseId, watcher, kind, "", via, false);
    }
  }

  private final AnswerStore store;
  private final Sealer sealer;
  private final Ledger ledger;
  private final LiveStream stream;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final AnswerMeters meters;
  private final TransactionTemplate transaction;
  private final Together<Given, Boolean> answers;

  AnswerWriter(
      AnswerStore store,
      Sealer sealer,
      Ledger ledger,
      LiveStream stream,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions,
      AnswerMeters meters) {
    this.store = store;
    this.sealer = sealer;
    this.ledger = ledger;
    this.stream = stream;
    this.events = events;
    this.clock = clock;
    this.meters = meters;
    this.transaction = new TransactionTemplate(transactions);
    this.answers = new Together<>(MOST_WAITING, MOST_TOGETHER, this::writeAgainIfRaced, this::tell);
  }

  /** Writes it and waits for the commit; returns false when it says nothing new. */
  boolean write(Given given) {
    long start = System.nanoTime();
    boolean isNew =
        answers
            .write(given)
            .orElseThrow(() ->
                AnswerProblem.BUSY.because("%d answers wait already".formatted(MOST_WAITING)));
    meters.written(System.nanoTime() - start);
    return isNew;
  }

  private void tell(List<Given> written) {
    Set<String> topics = new TreeSet<>();
    written.forEach(each -> topics.add("answers-" + each.warning()));
    topics.forEach(topic -> stream.tell(topic, "changed"));
  }

  /** Another node may take the same turn of the same watcher; then the turns are counted anew. */
  private List<Boolean> writeAgainIfRaced(List<Given> given) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Boolean> news = transaction.execute(status -> commit(given));
        return news == null ? List.of() : news;
      } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private List<Boolean> commit(List<Given> taken) {
    List<Given> given = withoutErased(taken);
    Instant now = clock.instant();
    Map<AnswerStore.Key, AnswerStore.Row> latest =
        new HashMap<>(store.latest(given.stream().map(AnswerWriter::key).distinct().toList()));
    List<AnswerStore.Row> rows = new ArrayList<>();
    List<Act> acts = new ArrayList<>();
    List<Boolean> news = new ArrayList<>(given.size());
    for (Given each : given) {
      AnswerStore.Row before = latest.get(key(each));
      boolean isNew = before == null || !same(before, each);
      news.add(isNew);
      if (isNew) {
        int turn = before == null ? 1 : before.turn() + 1;
        AnswerStore.Row row =
            new AnswerStore.Row(
                each.warning(),
                each.watcher().number(),
                turn,
                each.kind(),
                each.note().isEmpty()
                    ? null
                    : sealer.seal(
                        bytes(each.note()),
                        noteName(each.warning(), each.watcher().number(), turn)),
                now,
                each.via());
        rows.add(row);
        latest.put(key(each), row);
        acts.add(act(each, turn));
        events.publishEvent(new AnswerReceived(each.warning(), each.watcher(), each.kind()));
      }
    }
    if (!rows.isEmpty()) {
      store.add(rows);
      ledger.appendAll(acts);
    }
    return news;
  }

  /** Erased between the answer and this transaction, here or on another node. */
  private List<Given> withoutErased(List<Given> taken) {
    Set<String> erased =
        ledger.erased(taken.stream().map(each -> subject(each)).collect(Collectors.toSet()));
    return erased.isEmpty()
        ? taken
        : taken.stream()
            .map(each -> erased.contains(subject(each)) ? each.ofErased() : each)
            .toList();
  }

  private static String subject(Given given) {
    return Watchers.subject(given.watcher().number());
  }

  private static AnswerStore.Key key(Given given) {
    return new AnswerStore.Key(given.warning(), given.watcher().number());
  }

  private boolean same(AnswerStore.Row before, Given now) {
    return before.kind() == now.kind() && note(before).equals(now.note());
  }

  /** The words of an answer, opened; empty when there are none or the watcher was erased. */
  String note(AnswerStore.Row row) {
    Sealer.@Nullable Sealed note = row.note();
    return note == null
        ? ""
        : new String(
            sealer.open(note, noteName(row.warning(), row.watcher(), row.turn())),
            java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String noteName(WarningId warning, long watcher, int turn) {
    return "note %s %d %d".formatted(warning, watcher, turn);
  }

  private static byte[] bytes(String note) {
    return note.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Whose the number and the words are goes with them, so that erasing a watcher erases what the
   * entry hides. Of an answer without words the entry hides none.
   */
  private static Act act(Given given, int turn) {
    String watcher = Watchers.subject(given.watcher().number());
    return Act.of("AnswerReceived")
        .inCase(given.caseId())
        .about(given.warning())
        .fact("answer", given.kind().word())
        .fact("turn", turn)
        .fact("via", given.via())
        .hides("watcher", given.known() ? watcher : null, watcher)
        .hides("note", given.note().isEmpty() ? null : given.note(), watcher)
        .says("A watcher answered: " + AnswerWords.label(given.kind().word()));
  }
}
