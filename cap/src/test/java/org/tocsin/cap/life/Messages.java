// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapVersion;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;

/** A short way to write messages: minutes after midnight for times. */
final class Messages {
  static final OffsetDateTime MIDNIGHT = OffsetDateTime.parse("2026-06-01T00:00:00Z");

  private final String identifier;
  private final int sentMinute;
  private final MsgType type;
  private String sender = "s";
  private Status status = Status.ACTUAL;
  private ZoneOffset zone = ZoneOffset.UTC;
  private Optional<String> note = Optional.empty();
  private final List<Reference> references = new ArrayList<>();
  private final List<Info> infos = new ArrayList<>();

  private Messages(MsgType type, String identifier, int sentMinute) {
    this.type = type;
    this.identifier = identifier;
    this.sentMinute = sentMinute;
  }

  static Messages alert(String identifier, int sentMinute) {
    return new Messages(MsgType.ALERT, identifier, sentMinute);
  }

  static Messages update(String identifier, int sentMinute) {
    return new Messages(MsgType.UPDATE, identifier, sentMinute);
  }

  static Messages cancel(String identifier, int sentMinute) {
    return new Messages(MsgType.CANCEL, identifier, sentMinute);
  }

  static Messages error(String identifier, int sentMinute) {
    return new Messages(MsgType.ERROR, identifier, sentMinute);
  }

  static Messages of(MsgType type, String identifier, int sentMinute) {
    return new Messages(type, identifier, sentMinute);
  }

  static Instant at(int minute) {
    return MIDNIGHT.plusMinutes(minute).toInstant();
  }

  static Reference name(String identifier, int sentMinute) {
    return new Reference("s", identifier, MIDNIGHT.plusMinutes(sentMinute));
  }

  Messages from(String name) {
    sender = name;
    return this;
  }

  Messages status(Status value) {
    status = value;
    return this;
  }

  Messages zone(int hours) {
    zone = ZoneOffset.ofHours(hours);
    return this;
  }

  Messages note(String text) {
    note = Optional.of(text);
    return this;
  }

  Messages names(Reference... named) {
    references.addAll(List.of(named));
    return this;
  }

  Messages info(String language, int fromMinute, int untilMinute) {
    return info(language, Optional.of(fromMinute), Optional.of(untilMinute));
  }

  Messages info(String language, Optional<Integer> fromMinute, Optional<Integer> untilMinute) {
    Info plain =
        Info.builder()
            .language(language)
            .category(Category.SECURITY)
            .event("Threat")
            .urgency(Urgency.EXPECTED)
            .severity(Severity.SEVERE)
            .certainty(Certainty.LIKELY)
            .build();
    infos.add(
        new Info(
            plain.language(),
            plain.categories(),
            plain.event(),
            plain.responseTypes(),
            plain.urgency(),
            plain.severity(),
            plain.certainty(),
            plain.audience(),
            plain.eventCodes(),
            fromMinute.map(Messages::time),
            plain.onset(),
            untilMinute.map(Messages::time),
            plain.senderName(),
            plain.headline(),
            plain.description(),
            plain.instruction(),
            plain.web(),
            plain.contact(),
            plain.parameters(),
            plain.resources(),
            plain.areas(),
            plain.extensions()));
    return this;
  }

  Messages until(int minute) {
    return info("en", sentMinute, minute);
  }

  Alert build() {
    return new Alert(
        CapVersion.V1_2,
        identifier,
        sender,
        time(sentMinute).withOffsetSameInstant(zone),
        status,
        type,
        Optional.empty(),
        Scope.PUBLIC,
        Optional.empty(),
        List.of(),
        List.of(),
        note,
        references,
        List.of(),
        infos,
        List.of());
  }

  private static OffsetDateTime time(int minute) {
    return MIDNIGHT.plusMinutes(minute);
  }
}
