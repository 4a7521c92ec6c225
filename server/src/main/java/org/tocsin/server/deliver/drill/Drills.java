// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherKind;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Confirmations;
import org.tocsin.server.deliver.DeliverProblem;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.OneByOne;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.WatcherErased;
import org.tocsin.server.watch.WatcherLine;
import org.tocsin.server.watch.Watchers;

/** Starts drills, takes confirmations, ends drills with what came of them. Thread-safe. */
@Service
public class Drills implements Confirmations, DueWork {

  private static final int A_PAGE = 1_000;
  private static final int FORGOTTEN_A_BEAT = 10;
  private static final String BY_VOICE = "phone";

  private final DrillStore store;
  private final DrillSettings settings;
  private final Deliveries deliveries;
  private final Watchers watchers;
  private final List<Channel> channels;
  private final DrillNotices notices;
  private final CurrentOfficer current;
  private final Ledger ledger;
  private final IdMaker ids;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Drills(
      DrillStore store,
      DrillSettings settings,
      Deliveries deliveries,
      Watchers watchers,
      List<Channel> channels,
      DrillNotices notices,
      CurrentOfficer current,
      Ledger ledger,
      IdMaker ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.settings = settings;
    this.deliveries = deliveries;
    this.watchers = watchers;
    this.channels = List.copyOf(channels);
    this.notices = notices;
    this.current = current;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The channels of a drill that names none: those that are set, but for calls by people. */
  List<String> usual() {
    return channels.stream()
        .filter(each -> each.missing().isEmpty() && !each.kind().equals(BY_VOICE))
        .map(Channel::kind)
        .sorted()
        .toList();
  }

  /** All channels that can be drilled. */
  List<String> all() {
    return channels.stream().map(Channel::kind).sorted().toList();
  }

  /**
   * Asks watchers to confirm, each on each of their channels, in one transaction.
   *
   * @param idPart a part of the external ids of those to be asked; empty for all
   * @param kind a kind of watcher; empty for all
   * @param by which channels; empty for the usual ones
   * @param isMeant whether whoever starts it has said that real messages are to go out
   * @throws org.tocsin.server.kernel.Problem T6044 when it was not said that it is meant or a
   *     channel is not known, T6045 when nobody may be asked now
   */
  @Transactional
  DrillStore.Drill start(String idPart, String kind, List<String> by, boolean isMeant) {
    List<String> chosen = by.isEmpty() ? usual() : by;
    require(chosen, kind, isMeant);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    store.lock();
    Map<String, LongStream.Builder> byChannel = new TreeMap<>();
    int asked = 0;
    int skipped = 0;
    long after = 0;
    List<WatcherLine> page = watchers.list(after, A_PAGE, idPart, kind, false);
    while (!page.isEmpty()) {
      Set<Long> recently =
          store.askedSince(
              page.stream().mapToLong(WatcherLine::id).toArray(), now.minus(settings.every()));
      for (WatcherLine each : page) {
        List<String> theirs = each.channels().stream().filter(chosen::contains).toList();
        if (recently.contains(each.id())) {
          skipped++;
        } else if (!theirs.isEmpty()) {
          asked++;
          theirs.forEach(channel ->
              byChannel.computeIfAbsent(channel, _ -> LongStream.builder()).add(each.id()));
        }
      }
      after = page.getLast().id();
      page = watchers.list(after, A_PAGE, idPart, kind, false);
    }
    if (asked == 0) {
      throw DeliverProblem.NOBODY_TO_DRILL.because(
          "nobody has such a channel, or they were asked within the last %d days (%d were)"
              .formatted(settings.every().toDays(), skipped));
    }
    return begin(words(idPart, kind), byChannel, asked, skipped, now);
  }

  private void require(List<String> chosen, String kind, boolean isMeant) {
    List<Fault> faults = new ArrayList<>();
    if (!kind.isEmpty() && WatcherKind.find(kind).isEmpty()) {
      faults.add(
          new Fault(
              "kind",
              Problem.shorten(kind),
              "is no kind of watcher",
              "choose one of the list, or all"));
    }
    if (!all().containsAll(chosen)) {
      faults.add(
          new Fault(
              "channels",
              Problem.shorten(String.join(", ", chosen)),
              "names a channel that is not known",
              "use some of " + String.join(", ", all())));
    }
    if (!isMeant) {
      faults.add(
          new Fault(
              "realMessages",
              "",
              "is not true",
              "real messages go out when a drill starts: confirm it by true"));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          DeliverProblem.BAD_DRILL,
          faults.stream()
              .map(fault -> "'%s' %s: %s".formatted(fault.where(), fault.message(), fault.remedy()))
              .collect(Collectors.joining("; ")),
          faults);
    }
  }

  private static String words(String idPart, String kind) {
    List<String> words = new ArrayList<>();
    words.add(kind.isEmpty() ? "all watchers" : "watchers of the kind " + kind);
    if (!idPart.isEmpty()) {
      words.add("with '" + idPart + "' in their id");
    }
    return String.join(" ", words);
  }

  private DrillStore.Drill begin(
      String who, Map<String, LongStream.Builder> byChannel, int asked, int skipped, Instant now) {
    OfficerId officer = current.get().id();
    CaseId caseId = CaseId.next(ids);
    DrillStore.Drill drill =
        new DrillStore.Drill(
            ids.next("drill"),
            caseId.value(),
            now,
            officer.value(),
            now.plus(settings.lasts()),
            who,
            asked,
            skipped,
            null);
    store.add(drill);
    ledger.append(
        Act.of("DrillStarted")
            .by(officer)
            .inCase(caseId)
            .about(drill.id())
            .fact("watchers", asked)
            .fact("skipped", skipped)
            .fact("channels", List.copyOf(byChannel.keySet()))
            .fact("until", drill.until().toString())
            .hides("who", who)
            .says("%,d watchers are asked whether messages reach them".formatted(asked)));
    byChannel.forEach((channel, members) -> {
      long[] numbers = DrillStore.sorted(members.build());
      WarningId message = WarningId.next(ids);
      store.add(drill.id(), message, channel, numbers, now);
      deliveries.queue(
          store.message(message, caseId, channel, now, drill.until()),
          0,
          numbers,
          Deliveries.Cause.APPROVED);
    });
    return drill;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void confirmed(WarningId warning, WatcherId watcher) {
    store.confirm(warning, watcher, clock.instant());
  }

  /**
   * A drill with what has come of it.
   *
   * @param drill which
   * @param channels a line each
   * @param silent how many confirmed by no channel
   * @param notice the mail with the result to whoever started it; null while the drill goes on, and
   *     of drills that ended before there were such mails
   */
  public record Result(
      DrillStore.Drill drill,
      List<DrillStore.OfChannel> channels,
      int silent,
      @Nullable DrillNotice notice) {
    /** Copies the list. */
    public Result {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A drill as it stands.
   *
   * @throws org.tocsin.server.kernel.Problem T6046 when there is none
   */
  @Transactional(readOnly = true)
  Result result(String id) {
    DrillStore.Drill drill =
        store
            .drill(id)
            .orElseThrow(() -> DeliverProblem.NO_DRILL.because("there is no drill " + id));
    return result(drill);
  }

  private Result result(DrillStore.Drill drill) {
    return new Result(
        drill,
        store.channels(drill.id()),
        store.countSilent(drill.id()),
        notices.of(drill.id()).orElse(null));
  }

  @Transactional(readOnly = true)
  List<DrillStore.Drill> latest(int limit) {
    return store.latest(limit);
  }

  /** Who has confirmed by no channel, by number: after its end, who can no longer be reached. */
  @Transactional(readOnly = true)
  List<Long> silent(String id, long after, int limit) {
    return store.silent(id, after, limit);
  }

  @Override
  public String name() {
    return "deliver.drills";
  }

  /** A drill that cannot be ended holds up no other. */
  @Override
  public int runDue(Instant now) {
    Integer gone =
        transaction.execute(_ -> store.forget(now.minus(settings.keep()), FORGOTTEN_A_BEAT));
    int ended =
        OneByOne.work(
            store.over(now),
            each -> Boolean.TRUE.equals(transaction.execute(_ -> endOne(each, now))));
    return ended + Objects.requireNonNullElse(gone, 0);
  }

  /** By which part of ids a drill chose is a part of whoever was erased. */
  @EventListener
  void erased(WatcherErased erased) {
    store.forgetPartOf(erased.externalId()).forEach(ledger::erasePersonal);
  }

  private boolean endOne(String id, Instant now) {
    Optional<DrillStore.Drill> over = store.end(id, now);
    over.ifPresent(drill -> {
      notices.ended(drill.id(), now);
      Result result = result(drill);
      ledger.append(
          Act.of("DrillEnded")
              .inCase(new CaseId(drill.caseId()))
              .about(drill.id())
              .fact("watchers", drill.watchers())
              .fact("silent", result.silent())
              .fact(
                  "confirmed",
                  result.channels().stream()
                      .map(each ->
                          Objects.requireNonNull(each.channel())
                              + ": "
                              + each.confirmed()
                              + " of "
                              + each.asked())
                      .toList())
              .says(
                  "A drill ended: %,d of %,d watchers confirmed by no channel"
                      .formatted(result.silent(), drill.watchers())));
    });
    return over.isPresent();
  }
}
