// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.life.Entry.Name;
import org.tocsin.cap.life.Snapshot.Disregarded;
import org.tocsin.cap.life.Snapshot.Ground;
import org.tocsin.cap.life.Standing.Reply;
import org.tocsin.cap.life.State.InfoSpan;
import org.tocsin.cap.life.State.Match;
import org.tocsin.cap.life.State.Phase;

/**
 * Says of each message what state it is in at one time. The rules stand in the package's header.
 */
final class Judge {
  private final CapLife life;
  private final LifePolicy policy;
  private final Instant time;

  Judge(CapLife life, LifePolicy policy, Instant time) {
    this.life = life;
    this.policy = policy;
    this.time = time;
  }

  /** A message that ends another, and how it names it. */
  private record Ending(Entry by, Match match) {
    /** The first to be sent counts; of two at once a Cancel, then the one that sorts first. */
    static final Comparator<Ending> ORDER =
        Comparator.comparing((Ending ending) -> ending.by().sent())
            .thenComparing(ending -> ending.by().type() != MsgType.CANCEL)
            .thenComparing(Ending::by, Entry.ORDER)
            .thenComparing(Ending::match);
  }

  Snapshot snapshot() {
    List<Standing> standings = new ArrayList<>();
    List<Disregarded> disregarded = new ArrayList<>();
    for (Entry entry : life.entries()) {
      if (entry.stands()) {
        standings.add(new Standing(entry.message(), state(entry), replies(entry)));
      }
      if (!entry.sent().isAfter(time)) {
        disregarded.addAll(disregarded(entry));
      }
    }
    return new Snapshot(time, standings, disregarded);
  }

  private State state(Entry entry) {
    Optional<Ending> rejection = rejection(entry);
    if (rejection.isPresent()) {
      Entry by = rejection.get().by();
      return new State.Rejected(
          by.reference(), by.sent(), rejection.get().match(), by.alert().note());
    }
    List<InfoSpan> spans = entry.spans(time, policy.lifetimeWithoutExpiry());
    InfoSpan last = Entry.last(spans);
    Optional<Ending> ending = ending(entry).filter(each -> each.by().sent().isBefore(last.until()));
    if (ending.isPresent()) {
      return ended(ending.get());
    }
    return spans.stream().allMatch(span -> span.phase() == Phase.OVER)
        ? new State.Expired(last.until(), isAssumed(entry, last))
        : running(entry, spans);
  }

  private static State ended(Ending ending) {
    Entry by = ending.by();
    return by.type() == MsgType.CANCEL
        ? new State.Cancelled(by.reference(), by.sent(), ending.match())
        : new State.Superseded(by.reference(), by.sent(), ending.match());
  }

  private State running(Entry entry, List<InfoSpan> spans) {
    Optional<Instant> since =
        spans.stream()
            .filter(span -> span.phase() == Phase.NOW)
            .map(InfoSpan::from)
            .min(Comparator.naturalOrder());
    if (since.isEmpty()) {
      return new State.NotYetEffective(
          spans.stream()
              .filter(span -> span.phase() == Phase.NOT_YET)
              .map(InfoSpan::from)
              .min(Comparator.naturalOrder())
              .orElseThrow());
    }
    Instant until = Entry.last(spans).until();
    return spans.stream().allMatch(span -> span.phase() == Phase.NOW)
        ? new State.InForce(since.get(), until, besides(entry))
        : new State.PartlyInForce(since.get(), until, spans, besides(entry));
  }

  private static boolean isAssumed(Entry entry, InfoSpan span) {
    return entry.alert().infos().isEmpty()
        || entry.alert().infos().get(span.index()).expires().isEmpty();
  }

  /** The first Error by which its sender took a message back. */
  private Optional<Ending> rejection(Entry target) {
    return life.naming(target.name()).stream()
        .filter(acting -> acting.type() == MsgType.ERROR && counts(acting, target))
        .flatMap(acting -> named(acting, target).map(match -> new Ending(acting, match)).stream())
        .min(Ending.ORDER);
  }

  /** The first message that ended another. */
  private Optional<Ending> ending(Entry target) {
    return acting(target).stream()
        .filter(acting -> counts(acting, target) && rejection(acting).isEmpty())
        .flatMap(acting -> match(acting, target).map(match -> new Ending(acting, match)).stream())
        .min(Ending.ORDER);
  }

  private Set<Entry> acting(Entry target) {
    Set<Entry> acting = new LinkedHashSet<>(life.naming(target.name()));
    acting.addAll(life.named(target.name()));
    return acting;
  }

  /** How a message that can end others names one. */
  private Optional<Match> match(Entry acting, Entry target) {
    if (!CapLife.ends(acting.type())) {
      return Optional.empty();
    }
    boolean follows = acting.type() != MsgType.ALERT || policy.alertsReplaceWhatTheyName();
    return (follows ? named(acting, target) : Optional.<Match>empty())
        .or(() -> sentAgain(acting, target));
  }

  private static Optional<Match> sentAgain(Entry acting, Entry target) {
    return acting.name().equals(target.name()) && acting.sent().isAfter(target.sent())
        ? Optional.of(Match.SAME_IDENTIFIER)
        : Optional.empty();
  }

  /** How the references of a message name another that was sent no later. */
  private Optional<Match> named(Entry acting, Entry target) {
    if (acting.key().equals(target.key()) || acting.sent().isBefore(target.sent())) {
      return Optional.empty();
    }
    return acting.alert().references().stream()
        .filter(reference -> Name.of(reference).equals(target.name()))
        .flatMap(reference -> match(reference, target).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Match> match(Reference reference, Entry target) {
    Optional<Instant> sent = reference.sent().map(each -> each.toInstant());
    if (sent.isPresent() && sent.get().equals(target.sent())) {
      return Optional.of(Match.EXACT);
    }
    boolean another = sent.isPresent() && isKnown(Name.of(reference), sent.get());
    return another ? Optional.empty() : Optional.of(Match.SENDER_AND_IDENTIFIER);
  }

  private boolean isKnown(Name name, Instant sent) {
    return life.named(name).stream().anyMatch(entry -> entry.sent().equals(sent));
  }

  private boolean counts(Entry acting, Entry target) {
    return !acting.sent().isAfter(time)
        && acting.alert().status() == target.alert().status()
        && policy.authority().mayActOn(acting.message(), target.message());
  }

  /** Acks, and Errors that do not count as taking the message back. */
  private List<Reply> replies(Entry target) {
    return life.naming(target.name()).stream()
        .filter(acting -> !acting.sent().isAfter(time) && named(acting, target).isPresent())
        .filter(acting ->
            acting.type() == MsgType.ACK
                || (acting.type() == MsgType.ERROR && !counts(acting, target)))
        .sorted(Entry.ORDER)
        .map(acting -> new Reply(acting.reference(), acting.type(), acting.alert().note()))
        .toList();
  }

  /** What a message wanted and did not get. */
  private List<Disregarded> disregarded(Entry acting) {
    List<Disregarded> disregarded = new ArrayList<>();
    for (Reference reference : new LinkedHashSet<>(acting.alert().references())) {
      Set<Entry> targets = life.named(Name.of(reference));
      if (targets.isEmpty()) {
        disregarded.add(
            new Disregarded(acting.reference(), acting.type(), reference, Ground.UNKNOWN_MESSAGE));
      }
      targets.stream()
          .filter(target -> target.stands() && acting.type() != MsgType.ACK)
          .filter(target -> named(acting, target).isPresent() && !counts(acting, target))
          .sorted(Entry.ORDER)
          .map(target -> disregarded(acting, target))
          .filter(each -> !disregarded.contains(each))
          .forEach(disregarded::add);
    }
    return disregarded;
  }

  private static Disregarded disregarded(Entry acting, Entry target) {
    Ground ground =
        acting.alert().status() == target.alert().status()
            ? Ground.NOT_ENTITLED
            : Ground.OTHER_STATUS;
    return new Disregarded(acting.reference(), acting.type(), target.reference(), ground);
  }

  /** Later messages with a reference in common, neither of which names the other. */
  private List<Reference> besides(Entry entry) {
    Set<Entry> beside = new LinkedHashSet<>();
    for (Reference reference : entry.alert().references()) {
      life.naming(Name.of(reference)).stream()
          .filter(other -> other.type() == MsgType.UPDATE || other.type() == MsgType.CANCEL)
          .filter(other -> other.sent().isAfter(entry.sent()) && counts(other, entry))
          .filter(other -> rejection(other).isEmpty() && named(other, entry).isEmpty())
          .filter(other -> shares(other, reference))
          .forEach(beside::add);
    }
    return beside.stream().sorted(Entry.ORDER).map(Entry::reference).toList();
  }

  private static boolean shares(Entry other, Reference reference) {
    Optional<Instant> sent = reference.sent().map(each -> each.toInstant());
    return other.alert().references().stream()
        .filter(each -> Name.of(each).equals(Name.of(reference)))
        .map(each -> each.sent().map(time -> time.toInstant()))
        .anyMatch(each -> each.isEmpty() || sent.isEmpty() || each.equals(sent));
  }
}
