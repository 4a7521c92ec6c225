// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Status;
import org.tocsin.cap.life.Snapshot;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/**
 * What other authorities say, and what of it is in force now. Kept in memory while nothing changes:
 * a view costs one small question to the database, and what is new is read alone. Every node reads
 * the same table and comes to the same. Thread-safe.
 */
@Service
public class Others {

  private static final int BATCH = 100;
  private static final int RELATED_MAX = 200;
  private static final int ROUNDS_MAX = 20;

  /** How often memory is tidied, by the clock. */
  private static final Duration TIDY = Duration.ofMinutes(10);

  private static final Duration ANEW = Duration.ofHours(1);

  private final OtherStore store;
  private final SignatureCheck signatures;
  private final Clock clock;
  private final boolean exercise;
  private final String ourSender;
  private final ReentrantLock lock = new ReentrantLock();

  private Fold everything = new Fold();
  private Fold open = new Fold();
  private volatile String position = "";

  /** The rows of the last answer: they may be named again while an older transaction runs. */
  private volatile Set<String> read = Set.of();

  private Instant tidyAt = Instant.MIN;
  private Instant anewAt = Instant.MAX;
  private volatile Views views = Views.NONE;

  Others(
      OtherStore store,
      SignatureCheck signatures,
      Clock clock,
      @Value("${tocsin.exercise:false}") boolean exercise,
      @Value("${tocsin.sender.id:desk@tocsin.invalid}") String ourSender) {
    this.store = store;
    this.signatures = signatures;
    this.clock = clock;
    this.exercise = exercise;
    this.ourSender = ourSender;
  }

  /**
   * What is known at one time.
   *
   * @param groups what is in force, joined, the gravest first
   * @param resting what is not: ended, not begun, tests and drafts, or under our own sender's name
   * @param disregarded what messages wanted and did not get
   * @param left how many messages are not looked at, because there are too many
   */
  public record View(
      List<OtherGroup> groups,
      List<OtherAlert> resting,
      List<Snapshot.Disregarded> disregarded,
      int left) {

    /** The group that a message stands in; empty when it is not in force. */
    public Optional<OtherGroup> groupOf(OtherAlert alert) {
      return groups.stream()
          .filter(group -> group.all().anyMatch(each -> each.id().equals(alert.id())))
          .findFirst();
    }

    /** How many messages are in force. */
    public int inForce() {
      return groups.stream().mapToInt(group -> 1 + group.joined().size()).sum();
    }
  }

  /** Both views and until when they hold; the clock never goes back. */
  private record Views(View open, View everything, Instant until) {
    static final Views NONE =
        new Views(
            new View(List.of(), List.of(), List.of(), 0),
            new View(List.of(), List.of(), List.of(), 0),
            Instant.MIN);

    boolean hold(Instant now) {
      return now.isBefore(until);
    }
  }

  /**
   * What everybody may see: messages of scope Public from reports marked TLP:CLEAR, folded without
   * regard to any other, so that nothing marked higher shows through.
   */
  public View open() {
    return current().open();
  }

  /** What the desk sees: everything. */
  public View everything() {
    return current().everything();
  }

  /** The alert that everybody may see under this id; T1051 for everything else. */
  public OtherAlert getOpen(String id) {
    OtherAlert alert = find(id, open(), this::isOpen);
    if (!counts(alert.alert())) {
      throw missing(id);
    }
    return alert;
  }

  /** The alert with this id, for the desk; T1051 when there is none. */
  public OtherAlert get(String id) {
    return find(id, everything(), _ -> true);
  }

  /** The document in which a message came, byte for byte. */
  public byte[] original(OtherAlert.Heard heard) {
    return store.bytes(heard.report());
  }

  /** Whether a message names this desk as its sender, though another brought it. */
  public boolean bearsOurName(OtherAlert alert) {
    return alert.alert().sender().equals(ourSender);
  }

  private boolean isOpen(Kept message) {
    return message.heard().marking() == Marking.CLEAR && message.alert().scope() == Scope.PUBLIC;
  }

  /** Whether a message can be in force here at all: exercises only in an exercise, tests never. */
  private boolean counts(Alert alert) {
    return !alert.sender().equals(ourSender)
        && (alert.status() == Status.ACTUAL || (exercise && alert.status() == Status.EXERCISE));
  }

  private Views current() {
    Instant now = clock.instant();
    OtherStore.Since since = position.isEmpty() ? null : store.since(position);
    Views known = views;
    if (since != null && read.containsAll(since.ids()) && known.hold(now)) {
      return known;
    }
    lock.lock();
    try {
      return renewed(now);
    } finally {
      lock.unlock();
    }
  }

  private Views renewed(Instant now) {
    boolean news = false;
    if (position.isEmpty() || !now.isBefore(anewAt)) {
      start(now);
      news = true;
    }
    OtherStore.Since since = store.since(position);
    List<String> fresh = since.ids().stream().filter(id -> !read.contains(id)).toList();
    for (List<String> batch : batches(fresh)) {
      read(batch).forEach(each -> take(each, everything, open));
      news = true;
    }
    read = Set.copyOf(since.ids());
    position = since.next();
    if (!now.isBefore(tidyAt)) {
      everything.forget(now.minus(TIDY));
      open.forget(now.minus(TIDY));
      tidyAt = now.plus(TIDY);
      news = true;
    }
    if (news || !views.hold(now)) {
      views = views(now);
    }
    return views;
  }

  private void take(Kept each, Fold all, Fold shown) {
    all.add(each);
    if (isOpen(each)) {
      shown.add(each);
    }
  }

  private Views views(Instant now) {
    Fold.Known all = everything.at(now);
    Fold.Known shown = open.at(now);
    Instant until =
        all.changesAt().isBefore(shown.changesAt()) ? all.changesAt() : shown.changesAt();
    anewAt = everything.left() + open.left() > 0 ? now.plus(ANEW) : Instant.MAX;
    return new Views(view(shown, open.left()), view(all, everything.left()), until);
  }

  private View view(Fold.Known known, int left) {
    Predicate<OtherAlert> holds = each -> each.inForce() && counts(each.alert());
    return new View(
        Joining.group(known.alerts().stream().filter(holds).toList()),
        known.alerts().stream()
            .filter(holds.negate())
            .sorted(Comparator.comparing(OtherAlert::sentAt).reversed())
            .toList(),
        known.disregarded(),
        left);
  }

  /** Reads from the table what can matter from now on; nothing is changed before all is read. */
  private void start(Instant now) {
    Fold all = new Fold();
    Fold shown = new Fold();
    String from = store.position();
    List<OtherStore.Named> first =
        store.mattering(now.minus(TIDY), now.minus(Fold.LATE), Fold.MESSAGES_MAX);
    for (List<String> batch :
        batches(List.copyOf(withRelated(first, Fold.MESSAGES_MAX).keySet()))) {
      read(batch).forEach(each -> take(each, all, shown));
    }
    everything = all;
    open = shown;
    position = from;
  }

  /** Also what acts on them, stands beside them, or shares their name, however far. */
  private Map<String, OtherStore.Named> withRelated(List<OtherStore.Named> first, int most) {
    Map<String, OtherStore.Named> all = new LinkedHashMap<>();
    first.forEach(each -> all.put(each.id(), each));
    List<OtherStore.Named> open = first;
    for (int round = 0; round < ROUNDS_MAX && !open.isEmpty() && all.size() < most; round++) {
      List<byte[]> names = new ArrayList<>();
      open.forEach(each -> {
        names.add(each.name());
        names.addAll(each.actsOn());
      });
      List<OtherStore.Named> fresh = new ArrayList<>();
      for (OtherStore.Named each : store.related(names, most)) {
        if (all.putIfAbsent(each.id(), each) == null) {
          fresh.add(each);
        }
      }
      open = fresh;
    }
    return all;
  }

  private static List<List<String>> batches(List<String> ids) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      batches.add(ids.subList(from, Math.min(ids.size(), from + BATCH)));
    }
    return batches;
  }

  /** Reads messages, a document at a time: many may stand in one, and it may be large. */
  private List<Kept> read(List<String> ids) {
    Map<ReportId, List<OtherStore.Row>> byReport = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      store
          .rows(ids)
          .forEach(row -> byReport.computeIfAbsent(row.report(), _ -> new ArrayList<>()).add(row));
    }
    List<Kept> read = new ArrayList<>();
    byReport.forEach((report, rows) -> {
      byte[] bytes = store.bytes(report);
      List<Optional<Alert>> alerts = Messages.read(bytes);
      SignatureStanding signature =
          alerts.size() == 1
              ? signatures.of(bytes, rows.getFirst().receivedAt())
              : new SignatureStanding.NotChecked("it came in an envelope with others");
      int share = bytes.length / alerts.size();
      for (OtherStore.Row row : rows) {
        alerts.stream()
            .skip(row.place())
            .findFirst()
            .flatMap(alert -> alert)
            .ifPresent(alert -> read.add(kept(row, alert, signature, share)));
      }
    });
    return read;
  }

  private static Kept kept(
      OtherStore.Row row, Alert alert, SignatureStanding signature, int bytes) {
    return new Kept(
        new OtherAlert.Heard(
            row.id(),
            row.report(),
            row.place(),
            row.source(),
            row.via(),
            row.marking(),
            row.receivedAt(),
            alert.isSigned() ? signature : new SignatureStanding.Unsigned()),
        Messages.named(alert, row.id()),
        bytes);
  }

  /** Finds one message, in memory or else in the table, among those that may be looked at. */
  private OtherAlert find(String text, View view, Predicate<Kept> allowed) {
    OtherId id = id(text);
    List<OtherAlert> known =
        Stream.concat(view.groups().stream().flatMap(OtherGroup::all), view.resting().stream())
            .toList();
    return Fold.find(id, known).or(() -> findAgain(id, allowed)).orElseThrow(() -> missing(text));
  }

  /** A message that is long over: it and what is said about it are read once more. */
  private Optional<OtherAlert> findAgain(OtherId id, Predicate<Kept> allowed) {
    Fold fold = new Fold();
    List<OtherStore.Named> first =
        read(List.of(id.value())).stream()
            .filter(allowed)
            .map(each ->
                new OtherStore.Named(
                    id.value(), Messages.name(each.alert()), Messages.actsOn(each.alert())))
            .toList();
    for (List<String> batch : batches(List.copyOf(withRelated(first, RELATED_MAX).keySet()))) {
      read(batch).stream().filter(allowed).forEach(fold::add);
    }
    return Fold.find(id, fold.at(clock.instant()).alerts());
  }

  private static OtherId id(String text) {
    try {
      return new OtherId(text);
    } catch (Problem refused) {
      if (refused.type() == KernelProblem.BAD_ID) {
        throw missing(text);
      }
      throw refused;
    }
  }

  private static Problem missing(String id) {
    return OthersProblem.NO_OTHER.because(
        "no alert of another authority has the id '%s'".formatted(Problem.shorten(id)));
  }
}
