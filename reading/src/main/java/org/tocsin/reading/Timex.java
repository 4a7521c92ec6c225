// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * What a time says, in the notation of TIMEX3 (TimeML 1.2.1, §2.2.2): kept beside the interval
 * because it also tells what the words left open.
 *
 * @param type what kind of time it is
 * @param value {@code 2024-03-22}, {@code 2024-W12} (ISO week), {@code 2024-03}, {@code 2024-Q1},
 *     {@code 2024-H1}, {@code 2024-SU}, {@code 2024}, {@code 202} (the decade), {@code 20} (the
 *     years 2000 to 2099), {@code 2024-03-22TMO} (morning; AF, EV, NI), {@code 2024-03-22T20:00},
 *     {@code 2024-W12-WE} (weekend), a length such as {@code P3D}, {@code PT48H} or {@code PXY} (X:
 *     not told), {@code XXXX-WXX-5} (each Friday), or {@code PRESENT_REF}, {@code PAST_REF}, {@code
 *     FUTURE_REF}; a stretch between two named days is written {@code 2024-03-10/2024-03-12}, both
 *     days in it (ISO 8601 §5.5, not TIMEX3)
 * @param mod how the words soften or cut it; absent when they do not
 */
public record Timex(Type type, String value, Optional<Mod> mod) {
  public Timex {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the value of a time may not be blank");
    }
  }

  static Timex of(Type type, String value) {
    return new Timex(type, value, Optional.empty());
  }

  /** The kinds of TIMEX3. */
  public enum Type {
    /** A day or more: "Friday", "last week", "the 1990s". */
    DATE,
    /** Finer than a day: "Friday evening", "20:00". */
    TIME,
    /** A length: "three days", "the next 48 hours". */
    DURATION,
    /** What comes again: "every Friday", "daily". */
    SET
  }

  /** How the words soften or cut a time, as TIMEX3's attribute {@code mod} has it. */
  public enum Mod {
    START,
    MID,
    END,
    APPROX,
    LESS_THAN,
    MORE_THAN,
    EQUAL_OR_LESS,
    EQUAL_OR_MORE
  }
}
