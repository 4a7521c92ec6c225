// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;

/** What a rule read: a stretch of the calendar, a window beside the document's date, or neither. */
sealed interface Meaning {
  /** A stretch of the calendar. */
  record Placed(When when) implements Meaning {}

  /** A stretch with a stated length that ends or starts at the document's date. */
  record Window(ZonedDateTime from, ZonedDateTime to, Timex timex) implements Meaning {}

  /** A length, what comes again, or a vague now or then. */
  record Loose(Timex timex) implements Meaning {}
}
