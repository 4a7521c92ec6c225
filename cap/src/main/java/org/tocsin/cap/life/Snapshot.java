// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;

/**
 * What is known of all messages at a time.
 *
 * @param at the time
 * @param standings every Alert and Update with its state, in the order of {@link MessageKey}
 * @param disregarded what messages sent until then wanted and did not get
 */
public record Snapshot(Instant at, List<Standing> standings, List<Disregarded> disregarded) {
  public Snapshot {
    requireNonNull(at, "at");
    standings = List.copyOf(standings);
    disregarded = List.copyOf(disregarded);
  }

  /** The messages of which something is in force. */
  public List<Standing> inForce() {
    return standings.stream().filter(standing -> standing.state().inForce()).toList();
  }

  /**
   * An effect that was not followed.
   *
   * @param by the message that wanted it
   * @param msgType what that message is
   * @param target the message it names
   * @param ground why not
   */
  public record Disregarded(Reference by, MsgType msgType, Reference target, Ground ground) {
    public Disregarded {
      requireNonNull(by, "by");
      requireNonNull(msgType, "msgType");
      requireNonNull(target, "target");
      requireNonNull(ground, "ground");
    }
  }

  /** Why an effect was not followed. */
  public enum Ground {
    /** The {@link Authority} does not let it: another sender, or a source that did not bring it. */
    NOT_ENTITLED,
    /** It has another status: a Test does nothing to an Actual message. */
    OTHER_STATUS,
    /** No such message is known; it may still come. */
    UNKNOWN_MESSAGE
  }
}
