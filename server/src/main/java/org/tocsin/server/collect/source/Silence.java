// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a source counts as silent.
 *
 * @param mode how it is told
 * @param after for {@link Mode#AFTER} how long it may give nothing, 1 minute to 1 year; else null
 */
public record Silence(Mode mode, @Nullable Duration after) {

  /** How it is told that a source is silent. */
  public enum Mode {
    /** Never. */
    OFF,
    /** After a time that somebody has set. */
    AFTER,
    /** After a time that follows from how often it gave something so far. */
    RHYTHM;

    /** The word that tables, pages and the API use. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Nobody waits for it. */
  public static final Silence OFF = new Silence(Mode.OFF, null);

  /** In words, for people. */
  public String words() {
    return switch (mode) {
      case OFF -> "no alarm";
      case AFTER -> "after " + Rhythm.words(after == null ? Duration.ZERO : after);
      case RHYTHM -> "by its rhythm";
    };
  }
}
