// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Alert;
import org.tocsin.cap.AlertBuilder;
import org.tocsin.cap.Area;
import org.tocsin.cap.AreaBuilder;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.InfoBuilder;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;
import org.tocsin.cap.Reference;
import org.tocsin.cap.ResponseType;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.server.access.Rehearsals;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.warn.signing.AlertSigner;

/** Makes the CAP 1.2 message of a warning. */
@Component
class CapMessage {

  private static final String EXERCISE_NOTE =
      "EXERCISE. This is an exercise message; there is no danger.";

  private final String sender;
  private final String senderName;
  private final boolean exercise;
  private final AlertSigner signer;

  CapMessage(
      @Value("${tocsin.sender.id:desk@tocsin.invalid}") String sender,
      @Value("${tocsin.sender.name:Tocsin desk}") String senderName,
      @Value("${tocsin.exercise:false}") boolean exercise,
      AlertSigner signer) {
    this.sender = sender;
    this.senderName = senderName;
    this.exercise = exercise;
    this.signer = signer;
  }

  /** The bytes that go out: a public alert is signed when the desk has a key, a notice never. */
  AlertSigner.Signed outgoing(Alert alert) {
    return alert.scope() == Scope.PUBLIC
        ? signer.sign(alert)
        : new AlertSigner.Signed(CapWriter.write(alert), Optional.empty());
  }

  /**
   * The message of this draft, sent at this time.
   *
   * @param follows the message that it updates or cancels
   * @throws Problem T5102 with every fault when no valid message can be made of it
   */
  Alert sound(
      String identifier, MessageType type, Draft draft, Optional<Alert> follows, Instant sent) {
    Instant until = draft.window().until();
    if (until.isBefore(sent)) {
      throw new Problem(
          WarnProblem.BAD_DRAFT,
          "the window ended at %s, before now".formatted(until),
          List.of(
              new Fault("window.until", until.toString(), "is over", "let it end later than now")));
    }
    // CAP 1.2 wants addresses in a private message; an audience by area has one common name.
    List<String> addresses =
        draft.recipients().isEmpty() ? List.of("audience") : draft.recipients();
    try {
      Alert alert = of(identifier, type, draft, follows, addresses, sent);
      CapWriter.write(alert);
      return alert;
    } catch (CapException e) {
      throw new Problem(
          WarnProblem.BAD_DRAFT,
          String.valueOf(e.getMessage()),
          e.problems().stream()
              .map(each ->
                  new Fault(
                      each.path(), Problem.shorten(each.value()), each.message(), each.remedy()))
              .toList());
    } catch (IllegalArgumentException e) {
      throw WarnProblem.BAD_DRAFT.because(String.valueOf(e.getMessage()));
    }
  }

  private Alert of(
      String identifier,
      MessageType type,
      Draft draft,
      Optional<Alert> follows,
      List<String> addresses,
      Instant sent) {
    OffsetDateTime at = time(sent);
    AlertBuilder alert =
        Alert.builder()
            .identifier(identifier)
            .sender(sender)
            .sent(at)
            .status(status(draft))
            .msgType(type.cap())
            .scope(draft.forEverybody() ? Scope.PUBLIC : Scope.PRIVATE);
    if (exercise || !draft.meansIt()) {
      alert.note(EXERCISE_NOTE);
    }
    if (!draft.forEverybody()) {
      alert.addresses(addresses);
    }
    follows.ifPresent(earlier ->
        alert.reference(new Reference(earlier.sender(), earlier.identifier(), earlier.sent())));
    List<Area> areas = draft.areas().stream().map(CapMessage::area).toList();
    for (Draft.Text text : draft.texts()) {
      alert.info(info(draft, text, areas, at));
    }
    return alert.build();
  }

  private Status status(Draft draft) {
    if (Rehearsals.isOn()) {
      return Status.TEST;
    }
    return exercise || !draft.meansIt() ? Status.EXERCISE : Status.ACTUAL;
  }

  private Info info(Draft draft, Draft.Text text, List<Area> areas, OffsetDateTime sent) {
    InfoBuilder info =
        Info.builder()
            .language(text.language())
            .category(Category.find(draft.category()).orElseThrow())
            .event(text.event())
            .responseTypes(
                draft.responseTypes().stream()
                    .map(word -> ResponseType.find(word).orElseThrow())
                    .toList())
            .urgency(Urgency.find(draft.urgency()).orElseThrow())
            .severity(Severity.find(draft.severity()).orElseThrow())
            .certainty(Certainty.find(draft.certainty()).orElseThrow())
            .effective(sent)
            .onset(time(draft.window().from()))
            .expires(time(draft.window().until()))
            .senderName(senderName)
            .headline(text.headline())
            .description(text.description())
            .instruction(text.instruction())
            .areas(areas);
    Optional.ofNullable(text.web()).ifPresent(info::web);
    Optional.ofNullable(text.contact()).ifPresent(info::contact);
    return info.build();
  }

  private static Area area(Draft.DraftArea area) {
    AreaBuilder builder = Area.builder().areaDesc(area.areaDesc());
    area.polygons()
        .forEach(
            ring -> builder.polygon(new Polygon(ring.stream().map(CapMessage::point).toList())));
    area.circles()
        .forEach(circle ->
            builder.circle(
                new Circle(new Point(circle.latitude(), circle.longitude()), circle.radiusKm())));
    return builder.build();
  }

  private static Point point(List<Double> pair) {
    if (pair.size() != 2) {
      throw new IllegalArgumentException(
          "a corner has " + pair.size() + " numbers; write [latitude, longitude]");
    }
    return new Point(pair.get(0), pair.get(1));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
  }
}
