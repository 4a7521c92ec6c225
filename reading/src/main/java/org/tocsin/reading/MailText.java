// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which stretches of a mail's words are not its author's own running words: the marks of quoted
 * lines (RFC 3676 §4.5), the lines above quotations, signatures (§4.3) and notices of
 * confidentiality. Quoted and forwarded words themselves are read: they may hold the report.
 */
final class MailText {
  private static final int MAX_HEAD_UNITS = 300;
  private static final int MAX_SIGNATURE_LINES = 12;
  private static final int MAX_NOTICE_UNITS = 4_000;

  private static final List<String> NOTICES = Lexicon.lines("mail-notices.txt");

  private final String text;
  private final List<Passage> passages = new ArrayList<>();
  private int headAt = -1;
  private boolean quoteSeen;

  private MailText(String text) {
    this.text = text;
  }

  static List<Passage> passages(String text) {
    // What nobody reads needs no passages.
    int length = Math.min(text.length(), Reader.MAX_READ_UNITS);
    MailText mail = new MailText(text.substring(0, length));
    mail.readLines();
    return mail.passages;
  }

  /** A language that a header names (RFC 3282). */
  static Optional<Guess<String>> language(String field) {
    String first = field.isEmpty() ? "" : Lexicon.split(field, ',').getFirst();
    String code = Locale.forLanguageTag(first).getLanguage();
    return code.length() == 2
        ? Optional.of(new Guess<>(code, "the mail's Content-Language"))
        : Optional.empty();
  }

  /** Whether a text has lines quoted as mails have. */
  static boolean hasQuotes(String text) {
    return text.startsWith(">") || text.contains("\n>");
  }

  private void readLines() {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      int marks = marksEnd(from, to);
      boolean quoted = marks > from;
      if (quoted) {
        passages.add(Passage.skipped(from, marks));
        quoteSeen = true;
      } else if (quoteSeen && !text.substring(from, to).isBlank()) {
        closeQuote(from);
      }
      int next = end < 0 ? to : end + 1;
      if (isSignatureMark(marks, to)) {
        next = signature(from, quoted);
      } else if (isHead(marks, to)) {
        closeQuote(marks);
        headAt = marks;
      } else if (isNotice(marks, to)) {
        next = notice(from);
      }
      from = next;
    }
    closeQuote(text.length());
    passages.sort(Comparator.comparingInt(Passage::start));
  }

  /** Ends the quotation whose head was read last: from its head to here. */
  private void closeQuote(int to) {
    if (headAt >= 0 && to > headAt) {
      passages.add(new Passage(headAt, to, Passage.Kind.QUOTED, Optional.empty()));
    }
    headAt = -1;
    quoteSeen = false;
  }

  /** The end of the marks {@code > > } that a line starts with. */
  private int marksEnd(int from, int to) {
    int end = from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        end = i + 1;
      } else if (c != ' ') {
        break;
      }
    }
    return end;
  }

  private boolean isSignatureMark(int from, int to) {
    int at = from < to && text.charAt(from) == ' ' ? from + 1 : from;
    return text.startsWith("--", at) && text.substring(at, to).strip().equals("--");
  }

  /** Skips a signature: to the next empty line or quoted line, at most a dozen lines. */
  private int signature(int from, boolean quoted) {
    int at = from;
    for (int line = 0; line < MAX_SIGNATURE_LINES && at < text.length(); line++) {
      int end = text.indexOf('\n', at);
      int to = end < 0 ? text.length() : end;
      boolean marked = marksEnd(at, to) > at;
      boolean over = line > 0 && (marked != quoted || text.substring(at, to).isBlank());
      if (over) {
        break;
      }
      at = end < 0 ? to : end + 1;
    }
    passages.add(Passage.skipped(from, at));
    return at;
  }

  /** "On 8 March 2024 at 10:02, the desk wrote:" and what other programs write there. */
  private boolean isHead(int from, int to) {
    if (to - from > MAX_HEAD_UNITS) {
      return false;
    }
    String line = text.substring(from, to).strip().toLowerCase(Locale.ROOT);
    return (line.startsWith("on ") && (line.endsWith(" wrote:") || endsBelow(to)))
        || (line.startsWith("from: ") && from > 0 && quotedBefore(from))
        || ((line.startsWith("date: ") || line.startsWith("sent: ")) && afterForwardMark(from));
  }

  /** Whether the line below ends the head that a program wrapped. */
  private boolean endsBelow(int to) {
    int from = Math.min(to + 1, text.length());
    int end = text.indexOf('\n', from);
    int until = end < 0 ? text.length() : end;
    return until - from < MAX_HEAD_UNITS / 2
        && text.substring(from, until).strip().endsWith("wrote:");
  }

  private boolean quotedBefore(int from) {
    return text.charAt(from - 1) == '>' || text.charAt(from - 1) == ' ';
  }

  private static final List<String> FORWARD_MARKS =
      List.of("forwarded message", "original message", "begin forwarded");

  /** Whether the line that says that a message is passed on stands a few lines above. */
  private boolean afterForwardMark(int from) {
    String above =
        text.substring(Math.max(0, from - MAX_HEAD_UNITS), from).toLowerCase(Locale.ROOT);
    return FORWARD_MARKS.stream().anyMatch(above::contains);
  }

  private boolean isNotice(int from, int to) {
    if (to - from < 20) {
      return false;
    }
    String line =
        text.substring(from, Math.min(to, from + MAX_HEAD_UNITS)).strip().toLowerCase(Locale.ROOT);
    return NOTICES.stream().anyMatch(line::startsWith);
  }

  /** Skips a notice to the end of its paragraph. */
  private int notice(int from) {
    int most = Math.min(text.length(), from + MAX_NOTICE_UNITS);
    int blank = text.indexOf("\n\n", from, most);
    int end = blank < 0 ? most : blank;
    passages.add(Passage.skipped(from, end));
    int next = text.indexOf('\n', end);
    return next < 0 ? text.length() : next + 1;
  }
}
