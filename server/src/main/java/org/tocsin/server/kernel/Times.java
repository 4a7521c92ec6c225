// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads times as RFC 3339 asks: with a zone, always. */
public final class Times {

  private static final int LAST_YEAR = 9999;

  private Times() {}

  /**
   * Reads an instant.
   *
   * @param field named in the refusal
   * @throws Problem T0008 when it is no time or lacks its zone
   */
  public static Instant parse(String field, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip());
      if (time.getYear() < 0 || time.getYear() > LAST_YEAR) { // RFC 3339 has four digits.
        throw new DateTimeException("not a year of four digits");
      }
      return time.toInstant();
    } catch (DateTimeException e) {
      throw KernelProblem.BAD_TIME.because(
          "%s: '%s' is not a time with a zone, like 2024-03-07T18:00:00+03:00"
              .formatted(field, Problem.shorten(text)));
    }
  }
}
