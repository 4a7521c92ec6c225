// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import org.tocsin.cap.Alert;

/**
 * What makes a message that message (CAP 1.2 §3.2.1). Ordered by time, then sender, then
 * identifier.
 *
 * @param sender its sender
 * @param identifier its identifier
 * @param sent the instant at which it was sent, whatever the zone it was written in
 */
public record MessageKey(String sender, String identifier, Instant sent)
    implements Comparable<MessageKey> {
  private static final Comparator<MessageKey> ORDER =
      Comparator.comparing(MessageKey::sent)
          .thenComparing(MessageKey::sender)
          .thenComparing(MessageKey::identifier);

  public MessageKey {
    requireNonNull(sender, "sender");
    requireNonNull(identifier, "identifier");
    requireNonNull(sent, "sent");
  }

  /** The key of a message. */
  public static MessageKey of(Alert alert) {
    return new MessageKey(alert.sender(), alert.identifier(), alert.sent().toInstant());
  }

  @Override
  public int compareTo(MessageKey other) {
    return ORDER.compare(this, other);
  }
}
