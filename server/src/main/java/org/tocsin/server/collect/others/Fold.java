// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tocsin.cap.Alert;
import org.tocsin.cap.life.Authority;
import org.tocsin.cap.life.CapLife;
import org.tocsin.cap.life.LifePolicy;
import org.tocsin.cap.life.MessageKey;
import org.tocsin.cap.life.Snapshot;
import org.tocsin.cap.life.Standing;
import org.tocsin.cap.life.State;

/**
 * Messages of others in memory and what is in force among them. Messages may come in any order; the
 * same one by two sources is one, with both named. Bounded in messages and in bytes. Not safe for
 * several threads.
 */
final class Fold {

  /** The source of what people brought; they may end what a feed brought, never the reverse. */
  static final String DESK = "desk";

  /** How long a message without an end counts, and how late a message may come. */
  static final Duration LIFETIME = Duration.ofDays(1);

  static final Duration LATE = Duration.ofDays(2);

  /** What is kept at most: messages, and the bytes they were received in. */
  static final int MESSAGES_MAX = 20_000;

  static final long BYTES_MAX = 64_000_000;

  /** How much of it one source may take, so that none can crowd out all others: a half. */
  private static final int SHARE = 2;

  private final CapLife life;
  private final Map<MessageKey, List<Kept>> byKey = new HashMap<>();

  /** Times of sending that have not come; each may end something then. */
  private final TreeSet<Instant> toCome = new TreeSet<>();

  private final Map<String, Spent> spent = new HashMap<>();
  private long bytes;
  private int left;

  /** What one source takes. */
  private record Spent(int messages, long bytes) {
    private static final Spent NOTHING = new Spent(0, 0);

    Spent and(Kept message) {
      return new Spent(messages + 1, bytes + message.bytes());
    }

    boolean fits() {
      return messages <= MESSAGES_MAX / SHARE && bytes <= BYTES_MAX / SHARE;
    }
  }

  Fold() {
    this.life = new CapLife(policy());
  }

  /**
   * Who may end a message: its sender, through a source that brought the message, or through a
   * person. Any feed can write any sender; a person at the desk answers for what they enter.
   */
  static LifePolicy policy() {
    Authority byPeople =
        (acting, target) ->
            Authority.sameSender().mayActOn(acting, target) && acting.origins().contains(DESK);
    Authority bySource = Authority.sameSenderAndOrigin();
    Authority either =
        (acting, target) -> byPeople.mayActOn(acting, target) || bySource.mayActOn(acting, target);
    return new LifePolicy(either, LIFETIME, LATE, MESSAGES_MAX, true);
  }

  /** What is known at a time. */
  record Known(
      List<OtherAlert> alerts, List<Snapshot.Disregarded> disregarded, Instant changesAt) {}

  /** Takes a message; one that was taken before changes nothing. */
  void add(Kept message) {
    List<Kept> same = byKey.computeIfAbsent(MessageKey.of(message.alert()), _ -> new ArrayList<>());
    if (same.stream().anyMatch(each -> each.heard().id().equals(message.heard().id()))) {
      return;
    }
    Spent after = spent.getOrDefault(message.origin(), Spent.NOTHING).and(message);
    if (bytes + message.bytes() > BYTES_MAX || !after.fits()) {
      left++;
      return;
    }
    switch (life.add(message.alert(), message.origin())) {
      case NEW, REPEATED -> {
        same.add(message);
        bytes += message.bytes();
        spent.put(message.origin(), after);
        toCome.add(message.alert().sent().toInstant());
      }
      case FULL -> left++;
      case TOO_OLD -> {
        // It can matter at no time that is still asked for.
      }
    }
  }

  /** How many messages are not looked at, because there are more than memory is given. */
  int left() {
    return left;
  }

  /** Every alert and update with where it stands at a time, and when that may change next. */
  Known at(Instant now) {
    Snapshot snapshot = life.at(now);
    toCome.headSet(now, true).clear();
    List<OtherAlert> alerts = snapshot.standings().stream().map(this::alert).toList();
    Instant next = toCome.isEmpty() ? Instant.MAX : toCome.first();
    for (OtherAlert alert : alerts) {
      for (Instant change : changes(alert.state())) {
        if (change.isAfter(now) && change.isBefore(next)) {
          next = change;
        }
      }
    }
    return new Known(alerts, snapshot.disregarded(), next);
  }

  private static List<Instant> changes(State state) {
    return switch (state) {
      case State.InForce force -> List.of(force.until());
      case State.PartlyInForce partly ->
          partly.infos().stream()
              .flatMap(span -> List.of(span.from(), span.until()).stream())
              .toList();
      case State.NotYetEffective yet -> List.of(yet.from());
      case State.Expired _, State.Superseded _, State.Cancelled _, State.Rejected _ -> List.of();
    };
  }

  private OtherAlert alert(Standing standing) {
    List<Kept> all = byKey.getOrDefault(standing.message().key(), List.of());
    List<Kept> own =
        standing.message().contested()
            ? all.stream()
                .filter(each -> said(each.alert()).equals(said(standing.message().alert())))
                .toList()
            : all;
    List<OtherAlert.Heard> heard =
        (own.isEmpty() ? all : own)
            .stream()
                .map(Kept::heard)
                .sorted(
                    Comparator.comparing(OtherAlert.Heard::receivedAt)
                        .thenComparing(OtherAlert.Heard::id))
                .toList();
    return new OtherAlert(
        standing.message().alert(), standing.state(), standing.message().contested(), heard);
  }

  /** What tells two messages of one name apart; not the forms in which they say it. */
  private static List<Object> said(Alert alert) {
    return List.of(
        alert.status(),
        alert.msgType(),
        alert.source(),
        alert.scope(),
        alert.restriction(),
        alert.addresses(),
        alert.codes(),
        alert.note(),
        alert.references(),
        alert.incidents(),
        alert.infos());
  }

  /** Lets go of what cannot matter any more from a time on. */
  void forget(Instant before) {
    if (life.forget(before) == 0) {
      return;
    }
    // Those that only act are in no snapshot and show nowhere; of them only recent ones are kept.
    Set<MessageKey> known =
        life.at(before).standings().stream()
            .map(each -> each.message().key())
            .collect(Collectors.toSet());
    byKey.keySet().removeIf(key -> !known.contains(key) && key.sent().isBefore(before.minus(LATE)));
    bytes = 0;
    spent.clear();
    for (Kept each : byKey.values().stream().flatMap(List::stream).toList()) {
      bytes += each.bytes();
      spent.merge(each.origin(), Spent.NOTHING.and(each), (was, _) -> was.and(each));
    }
  }

  /** The alert that came under this id, with where it stands at a time. */
  static Optional<OtherAlert> find(OtherId id, List<OtherAlert> alerts) {
    return alerts.stream()
        .filter(each -> each.heard().stream().anyMatch(heard -> heard.id().equals(id)))
        .findFirst();
  }
}
