// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.tocsin.reading.TimeMention;

/** The date slot, in the forms that the task wants. */
final class Dates {
  private static final java.util.Set<String> WEEKDAYS =
      java.util.Set.of(
          "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

  private Dates() {}

  /** Of the times near an incident the first that names a day; else on or before the text's day. */
  static Optional<String> of(MucText text, int from, int to) {
    Optional<LocalDate> published = text.reading().published().map(ZonedDateTime::toLocalDate);
    if (published.isEmpty()) {
      return Optional.empty();
    }
    for (TimeMention time : text.reading().times()) {
      int at = time.span().start();
      if (at >= text.words().get(from).start() && at < text.words().get(to - 1).end()) {
        Optional<String> day = day(time, published.get());
        if (day.isPresent() && text.sentenceOf(from) + at > 0 && !isDateline(text, at)) {
          return day;
        }
      }
    }
    return Optional.of("- " + Days.write(published.get()));
  }

  private static boolean isDateline(MucText text, int at) {
    int stop = text.reading().text().indexOf(" -- ");
    return stop > 0 && at < stop && stop < 200;
  }

  private static Optional<String> day(TimeMention time, LocalDate published) {
    LocalDate from = time.from().toLocalDate();
    LocalDate to = time.to().minusSeconds(1).toLocalDate();
    String words = time.text().toUpperCase(java.util.Locale.ROOT);
    if (from.isAfter(published) || from.isBefore(published.minusDays(400))) {
      return Optional.empty();
    }
    if (WEEKDAYS.stream().anyMatch(words::contains)) {
      return Optional.of("- " + Days.write(published));
    }
    if (words.equals("LAST NIGHT")) {
      return Optional.of(Days.write(published.minusDays(1)) + " - " + Days.write(published));
    }
    return from.equals(to) ? Optional.of(Days.write(from)) : Optional.empty();
  }
}
