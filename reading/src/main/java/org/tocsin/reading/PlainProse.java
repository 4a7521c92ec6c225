// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Plain text and mail: the text stays as received, only headline and date are looked for. */
final class PlainProse {
  private static final int MAX_TITLE_UNITS = 160;
  private static final int MAX_HEADER_LINES = 40;

  private PlainProse() {}

  static Prose of(String text) {
    Optional<String> subject = header(text, "Subject:");
    Optional<ZonedDateTime> date = header(text, "Date:").flatMap(PlainProse::mailDate);
    Prose prose =
        new Prose(
            subject.or(() -> headline(text)),
            date.map(d -> new Guess<>(d, "the header Date at its top")),
            text,
            false);
    if (header(text, "From:").isPresent()) {
      prose = prose.withGenre(new Guess<>(Genre.MAIL, "a mail's header at its top"));
    }
    return MailText.hasQuotes(text) || prose.genre().isPresent()
        ? prose.withText(text, MailText.passages(text))
        : prose;
  }

  /** A short first line without a full stop, with an empty line or more text below it. */
  private static Optional<String> headline(String text) {
    String body = text.stripLeading();
    int end = body.indexOf('\n');
    if (end < 0 || end > MAX_TITLE_UNITS) {
      return Optional.empty();
    }
    String line = body.substring(0, end).strip();
    boolean sentence = line.endsWith(".") || line.endsWith(",") || line.endsWith(";");
    boolean apart = body.startsWith("\n", end + 1) || body.startsWith("\r\n", end + 1);
    return line.isEmpty() || sentence || !apart ? Optional.empty() : Optional.of(line);
  }

  private static Optional<String> header(String text, String name) {
    int from = 0;
    for (int i = 0; i < MAX_HEADER_LINES && from < text.length(); i++) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end).strip();
      if (line.isEmpty() || !looksLikeHeader(line)) {
        return Optional.empty();
      }
      if (line.regionMatches(true, 0, name, 0, name.length())) {
        return Optional.of(line.substring(name.length()).strip());
      }
      from = end < 0 ? text.length() : end + 1;
    }
    return Optional.empty();
  }

  private static boolean looksLikeHeader(String line) {
    int colon = line.indexOf(':');
    return colon > 0
        && colon < 30
        && line.indexOf(' ') != 0
        && !line.substring(0, colon).contains(" ");
  }

  /** A date as mails write it (RFC 5322 §3.3), comments after it or not, or as RFC 3339 does. */
  static Optional<ZonedDateTime> mailDate(String value) {
    int comment = value.indexOf('(');
    String date = (comment < 0 ? value : value.substring(0, comment)).strip();
    try {
      return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException notADate) {
      return Dates.parse(date);
    }
  }
}
