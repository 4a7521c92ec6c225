// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapVersion;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.life.State.InfoSpan;
import org.tocsin.cap.life.State.Phase;

/** One message and what is often asked of it. */
final class Entry {
  /** The order of snapshots; messages of one key differ in what they say. */
  static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::key).thenComparing(entry -> entry.alert().toString());

  private final MessageKey key;
  private final Alert content;
  private final TreeSet<String> origins = new TreeSet<>();
  private Alert alert;
  private boolean contested;

  Entry(Alert alert) {
    this.alert = alert;
    this.key = MessageKey.of(alert);
    this.content = content(alert);
  }

  /** Sender and identifier: what references always name. */
  record Name(String sender, String identifier) implements Comparable<Name> {
    private static final Comparator<Name> BY_PARTS =
        Comparator.comparing(Name::sender).thenComparing(Name::identifier);

    @Override
    public int compareTo(Name other) {
      return BY_PARTS.compare(this, other);
    }

    static Name of(Reference reference) {
      return new Name(reference.sender(), reference.identifier());
    }
  }

  Alert alert() {
    return alert;
  }

  MessageKey key() {
    return key;
  }

  Name name() {
    return new Name(key.sender(), key.identifier());
  }

  Instant sent() {
    return key.sent();
  }

  MsgType type() {
    return alert.msgType();
  }

  Reference reference() {
    return alert.reference();
  }

  /** Whether it is one of those that are in force or not; the others only act. */
  boolean stands() {
    return type() == MsgType.ALERT || type() == MsgType.UPDATE;
  }

  Message message() {
    return new Message(alert, origins, contested);
  }

  /** Whether another message says what this one says, in whatever form. */
  boolean saysTheSame(Entry other) {
    return content.equals(other.content);
  }

  void contested(boolean now) {
    contested = now;
  }

  /**
   * Takes the same message again. Of two ways of writing it the one that sorts first is kept, so
   * that the result does not depend on which came first.
   *
   * @return whether its source is new
   */
  boolean repeat(Alert again, String origin) {
    if (!again.equals(alert) && again.toString().compareTo(alert.toString()) < 0) {
      alert = again;
    }
    return origins.add(origin);
  }

  /** What a message says, without the forms in which it says so: zones, version, signatures. */
  static Alert content(Alert alert) {
    return new Alert(
        CapVersion.V1_2,
        alert.identifier(),
        alert.sender(),
        utc(alert.sent()),
        alert.status(),
        alert.msgType(),
        alert.source(),
        alert.scope(),
        alert.restriction(),
        alert.addresses(),
        alert.codes(),
        alert.note(),
        alert.references().stream()
            .map(each ->
                new Reference(each.sender(), each.identifier(), each.sent().map(Entry::utc)))
            .toList(),
        alert.incidents(),
        alert.infos().stream().map(Entry::content).toList(),
        List.of());
  }

  private static Info content(Info info) {
    return new Info(
        info.language(),
        info.categories(),
        info.event(),
        info.responseTypes(),
        info.urgency(),
        info.severity(),
        info.certainty(),
        info.audience(),
        info.eventCodes(),
        info.effective().map(Entry::utc),
        info.onset().map(Entry::utc),
        info.expires().map(Entry::utc),
        info.senderName(),
        info.headline(),
        info.description(),
        info.instruction(),
        info.web(),
        info.contact(),
        info.parameters(),
        info.resources(),
        info.areas(),
        info.extensions());
  }

  private static OffsetDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC);
  }

  /** When it has nothing more to say by itself; for a message that only acts, when it was sent. */
  Instant end(Duration lifetime) {
    return stands() ? last(spans(sent(), lifetime)).until() : sent();
  }

  /** The span that ends last. */
  static InfoSpan last(List<InfoSpan> spans) {
    return spans.stream().max(Comparator.comparing(InfoSpan::until)).orElseThrow();
  }

  /** When each info holds, as seen at a time; an alert without infos is one span. */
  List<InfoSpan> spans(Instant at, Duration lifetime) {
    if (alert.infos().isEmpty()) {
      return List.of(span(0, "en-US", sent(), sent().plus(lifetime), at));
    }
    List<InfoSpan> spans = new ArrayList<>();
    for (int i = 0; i < alert.infos().size(); i++) {
      Info info = alert.infos().get(i);
      Optional<Instant> effective = info.effective().map(OffsetDateTime::toInstant);
      Instant from = effective.filter(sent()::isBefore).orElse(sent());
      Instant until =
          info.expires().map(OffsetDateTime::toInstant).orElseGet(() -> from.plus(lifetime));
      spans.add(span(i, info.languageOrDefault(), from, until, at));
    }
    return spans;
  }

  private static InfoSpan span(
      int index, String language, Instant from, Instant until, Instant at) {
    Phase phase = !at.isBefore(until) ? Phase.OVER : at.isBefore(from) ? Phase.NOT_YET : Phase.NOW;
    return new InfoSpan(index, language, from, until, phase);
  }
}
