// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as CAP writes them (CAP 1.2 §3.3.2). */
final class CapTime {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private CapTime() {}

  /** The time without its fraction of a second, and without seconds in its offset. */
  static OffsetDateTime wholeSeconds(OffsetDateTime time) {
    OffsetDateTime whole = time.truncatedTo(ChronoUnit.SECONDS);
    boolean offsetHasSeconds = whole.getOffset().getTotalSeconds() % 60 != 0;
    return offsetHasSeconds ? whole.withOffsetSameInstant(ZoneOffset.UTC) : whole;
  }

  /** The time with a numeric zone; UTC is {@code -00:00}, never {@code Z}. */
  static String format(OffsetDateTime time) {
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "-00:00" : time.getOffset().getId();
    return LOCAL.format(time) + zone;
  }
}
