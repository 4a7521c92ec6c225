// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * What is filled into the slots of phrases.
 *
 * @param place where, as it is written; no translation of names is made
 * @param from when the danger begins
 * @param until when it ends
 * @param source who says so
 * @param number the emergency number; may be empty
 * @param zone in which times are told
 */
public record PhraseValues(
    String place, Instant from, Instant until, String source, String number, ZoneId zone) {

  /** The value of a slot; T5012 when there is none. */
  String require(PhraseLanguage language, Phrase phrase, String slot, boolean spoken) {
    String value =
        switch (slot) {
          case "place" -> place;
          case "from" -> time(from, language.code());
          case "time" -> time(until, language.code());
          case "source" -> source;
          case "number" -> spoken ? number.strip().replaceAll("(?<=.)(?=.)", " ") : number;
          default -> "";
        };
    if (value.isBlank()) {
      throw PhraseProblem.NO_VALUE.because(
          "'%s' needs a value for '%s'".formatted(phrase.id(), slot));
    }
    return value.strip().replaceAll("\\s+", " ");
  }

  /** A time as the language writes it, with digits of the West and the zone. */
  String time(Instant at, String language) {
    Locale locale = Locale.forLanguageTag(language);
    boolean utc = zone.normalized().equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
            .withLocale(locale)
            .format(at.atZone(zone));
    String clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at.atZone(zone));
    return day
        + ", "
        + clock
        + " "
        + (utc
            ? "UTC"
            : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(at.atZone(zone)));
  }
}
