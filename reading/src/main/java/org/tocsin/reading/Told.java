// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * One value that a text gives for a field of an incident, and who says so. Values that contradict
 * each other stand side by side.
 *
 * @param value the value with its span
 * @param voice in what voice it is told
 * @param by who says so, if not the text itself
 * @param standing how it stands to the values told before it
 */
public record Told<T extends Cited>(T value, Voice voice, Optional<Mention> by, Standing standing) {

  /** How a value stands to those told before it. */
  public enum Standing {
    /** The first. */
    FIRST,
    /** Another that may hold beside those before it: a finer place, a second target. */
    ADDS,
    /** A later number in place of the one before it. */
    REVISES,
    /** It cannot hold beside one told before it, and nothing says that it replaces that one. */
    DISPUTES
  }

  Told<T> denied(Optional<Mention> who) {
    return new Told<>(value, Voice.DENIED, who, standing);
  }
}
