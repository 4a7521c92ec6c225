// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;

/**
 * An Alert or Update with its state at a time.
 *
 * @param message the message
 * @param state whether it is in force, and why
 * @param replies what others said to it until then, in the order of time
 */
public record Standing(Message message, State state, List<Reply> replies) {
  public Standing {
    requireNonNull(message, "message");
    requireNonNull(state, "state");
    replies = List.copyOf(replies);
  }

  /**
   * An Ack, or an Error of another than the sender.
   *
   * @param by the message that says so
   * @param msgType {@code ACK} or {@code ERROR}
   * @param note its note
   */
  public record Reply(Reference by, MsgType msgType, Optional<String> note) {
    public Reply {
      requireNonNull(by, "by");
      requireNonNull(msgType, "msgType");
      requireNonNull(note, "note");
    }
  }
}
