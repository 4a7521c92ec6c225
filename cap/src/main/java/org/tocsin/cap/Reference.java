// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The name of an earlier message: {@code sender,identifier,sent} (CAP 1.2 §3.2.1). CAP 1.0 wrote
 * {@code identifier/sender} and so may lack the time.
 *
 * @param sender sender of the earlier message
 * @param identifier identifier of the earlier message
 * @param sent when it was sent, in whole seconds; required in CAP 1.1 and 1.2
 */
public record Reference(String sender, String identifier, Optional<OffsetDateTime> sent) {
  public Reference {
    sender = Texts.trimmed(sender);
    identifier = Texts.trimmed(identifier);
    sent = sent.map(CapTime::wholeSeconds);
  }

  /** Names a message by the triple that identifies it. */
  public Reference(String sender, String identifier, OffsetDateTime sent) {
    this(sender, identifier, Optional.of(sent));
  }

  /** The reference as CAP 1.2 writes it; without the time when it is not known. */
  @Override
  public String toString() {
    String name = sender + "," + identifier;
    return sent.map(time -> name + "," + CapTime.format(time)).orElse(name);
  }
}
