// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.time.Instant;

/**
 * Who wrote words in a language, and who, speaking it, has read exactly these words.
 *
 * @param translator who wrote or translated them; empty when that is not known
 * @param reviewer a speaker who read them; empty when none has
 * @param office where the reviewer works; may be empty
 * @param at when it was recorded
 * @param by the officer who recorded it
 */
public record Review(String translator, String reviewer, String office, Instant at, String by) {

  /** Whether a speaker has read them. */
  public boolean reviewed() {
    return !reviewer.isEmpty();
  }
}
