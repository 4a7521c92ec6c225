// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.cap.Reference;

/** What is read from the bytes of a report, the same at its receipt and after a restart. */
final class Messages {

  /** Alerts of one envelope, and references of one message that are looked at. */
  static final int ALERTS_MAX = 500;

  private static final int REFERENCES_MAX = 500;

  private Messages() {}

  /** Every alert of a document in its place; an unreadable one leaves its place empty. */
  static List<Optional<Alert>> read(byte[] bytes) {
    return CapReader.readAll(bytes, ReadLimits.feed()).stream()
        .limit(ALERTS_MAX)
        .map(Reading::alert)
        .toList();
  }

  /**
   * The alert with a name of its own: without one, all nameless messages of a sender would count as
   * one that is sent again and again.
   */
  static Alert named(Alert alert, OtherId id) {
    if (!alert.identifier().isBlank() && !alert.sender().isBlank()) {
      return alert;
    }
    return new Alert(
        alert.version(),
        alert.identifier().isBlank() ? id.value() : alert.identifier(),
        alert.sender().isBlank() ? id.value() : alert.sender(),
        alert.sent(),
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
        alert.infos(),
        alert.extensions());
  }

  /** When a message ends by itself; one that only acts on others, when it was sent. */
  static Instant endsAt(Alert alert) {
    Instant sent = alert.sent().toInstant();
    if (alert.msgType() != MsgType.ALERT && alert.msgType() != MsgType.UPDATE) {
      return sent;
    }
    return alert.infos().stream()
        .map(info -> endsAt(alert, info))
        .max(Comparator.naturalOrder())
        .orElse(sent.plus(Fold.LIFETIME));
  }

  private static Instant endsAt(Alert alert, Info info) {
    return info.expires()
        .map(OffsetDateTime::toInstant)
        .orElseGet(() -> from(alert, info).plus(Fold.LIFETIME));
  }

  private static Instant from(Alert alert, Info info) {
    Instant sent = alert.sent().toInstant();
    return info.effective().map(OffsetDateTime::toInstant).filter(sent::isBefore).orElse(sent);
  }

  /** The digest by which a message is found. */
  static byte[] name(Alert alert) {
    return digest(alert.sender(), alert.identifier());
  }

  /** The digests of the messages that it names. */
  static List<byte[]> actsOn(Alert alert) {
    return alert.references().stream()
        .map(each -> new Reference(each.sender(), each.identifier(), Optional.empty()))
        .distinct()
        .limit(REFERENCES_MAX)
        .map(each -> digest(each.sender(), each.identifier()))
        .toList();
  }

  private static byte[] digest(String sender, String identifier) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((sender + "\n" + identifier).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
