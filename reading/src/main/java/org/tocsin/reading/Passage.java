// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A stretch of a text that is not its author's own running words.
 *
 * @param start its first unit in the text
 * @param end after its last
 * @param kind what it is
 * @param date when its words were written, where that is known without reading them
 */
record Passage(int start, int end, Kind kind, Optional<ZonedDateTime> date) {
  enum Kind {
    /** Not read: marks of quoted lines, signatures, notices of confidentiality. */
    SKIPPED,
    /** A quotation with the line above it: "On 8 March 2024 at 10:02, the desk wrote:". */
    QUOTED,
    /** A message passed on, read with its own date. */
    FORWARDED
  }

  static Passage skipped(int start, int end) {
    return new Passage(start, end, Kind.SKIPPED, Optional.empty());
  }

  Passage movedBy(int units) {
    return new Passage(start + units, end + units, kind, date);
  }
}
