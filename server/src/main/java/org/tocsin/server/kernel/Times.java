// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads times as RFC 3339 asks: with a zone, always. */
public final class Times {

  private Times() {}

  /**
   * Reads an instant.
   *
   * @param field named in the refusal
   * @throws Problem T0008 when it is no time or lacks its zone
   */
  public static Instant parse(String field, String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      throw KernelProblem.BAD_TIME.because(
          "%s: '%s' is not a time with a zone, like 2024-03-07T18:00:00+03:00"
              .formatted(field, Problem.shorten(text)));
    }
  }
}
