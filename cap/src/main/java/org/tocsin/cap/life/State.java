// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.cap.Reference;

/** Whether an Alert or Update is in force at a time, with the reason. */
public sealed interface State {

  /**
   * In force with everything it says.
   *
   * @param since when that began
   * @param until when the last of it ends by itself
   * @param besides later messages that act on the same earlier ones and do not name this one: it
   *     may be that it was meant to end and was forgotten
   */
  record InForce(Instant since, Instant until, List<Reference> besides) implements State {
    public InForce {
      requireNonNull(since, "since");
      requireNonNull(until, "until");
      besides = List.copyOf(besides);
    }
  }

  /**
   * In force with a part of its infos: the others have expired or have not taken effect.
   *
   * @param since when the first of the present infos took effect
   * @param until when the last info ends by itself
   * @param infos each info with its phase, in the order of the message
   * @param besides as in {@link InForce}
   */
  record PartlyInForce(Instant since, Instant until, List<InfoSpan> infos, List<Reference> besides)
      implements State {
    public PartlyInForce {
      requireNonNull(since, "since");
      requireNonNull(until, "until");
      infos = List.copyOf(infos);
      besides = List.copyOf(besides);
    }
  }

  /**
   * Not sent yet at that time, or with no info that has taken effect and some that will.
   *
   * @param from when the first will
   */
  record NotYetEffective(Instant from) implements State {
    public NotYetEffective {
      requireNonNull(from, "from");
    }
  }

  /**
   * Over by itself.
   *
   * @param at when its last info ended
   * @param assumed whether that info has no {@code expires} and the receiver's own rule ended it
   */
  record Expired(Instant at, boolean assumed) implements State {
    public Expired {
      requireNonNull(at, "at");
    }
  }

  /**
   * Replaced by a later message.
   *
   * @param by the message
   * @param at when that was sent
   * @param match how it names this one
   */
  record Superseded(Reference by, Instant at, Match match) implements State {
    public Superseded {
      requireNonNull(by, "by");
      requireNonNull(at, "at");
      requireNonNull(match, "match");
    }
  }

  /**
   * Ended by a Cancel.
   *
   * @param by the Cancel
   * @param at when that was sent
   * @param match how it names this one
   */
  record Cancelled(Reference by, Instant at, Match match) implements State {
    public Cancelled {
      requireNonNull(by, "by");
      requireNonNull(at, "at");
      requireNonNull(match, "match");
    }
  }

  /**
   * Taken back by an Error of its own sender: it counts as never sent.
   *
   * @param by the Error
   * @param at when that was sent
   * @param match how it names this one
   * @param note what the Error says
   */
  record Rejected(Reference by, Instant at, Match match, Optional<String> note) implements State {
    public Rejected {
      requireNonNull(by, "by");
      requireNonNull(at, "at");
      requireNonNull(match, "match");
      requireNonNull(note, "note");
    }
  }

  /** Whether something of the message is in force. */
  default boolean inForce() {
    return this instanceof InForce || this instanceof PartlyInForce;
  }

  /** How one message names another. */
  enum Match {
    /** By sender, identifier and time; the zone form of the time does not matter. */
    EXACT,
    /** By sender and identifier: the reference has no time, or one that no known message has. */
    SENDER_AND_IDENTIFIER,
    /** Not at all: it carries the same identifier and was sent later. */
    SAME_IDENTIFIER
  }

  /**
   * When one info holds.
   *
   * @param index its place in the message, from 0
   * @param language its language, {@code en-US} when it states none
   * @param from when it takes effect: {@code effective}, but not before the message was sent
   * @param until when it ends: {@code expires}, or the receiver's own rule
   * @param phase where the asked time lies
   */
  record InfoSpan(int index, String language, Instant from, Instant until, Phase phase) {
    public InfoSpan {
      requireNonNull(language, "language");
      requireNonNull(from, "from");
      requireNonNull(until, "until");
      requireNonNull(phase, "phase");
    }
  }

  /** Where a time lies in a span; the beginning belongs to it, the end does not. */
  enum Phase {
    /** Before it. */
    NOT_YET,
    /** Within it. */
    NOW,
    /** After it. */
    OVER
  }
}
