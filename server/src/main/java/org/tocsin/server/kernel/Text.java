// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words of others, made fit for a page, the database and the record. */
public final class Text {

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  /** What PostgreSQL refuses in any text, and halves of pairs, which no UTF-8 can hold. */
  private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_ ]");

  private Text() {}

  /**
   * At most so many characters, the last of which is … when something was cut. A pair of surrogates
   * is never cut in two: half of one can be written nowhere.
   *
   * @param most 1 or more
   */
  public static String clip(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /**
   * The words of a code of a closed list: {@code falseAlarm} and {@code FALSE_ALARM} are {@code
   * false alarm}. What is written in capitals within other words stays so.
   */
  public static String words(String code) {
    if (code.equals(code.toUpperCase(Locale.ROOT))) {
      return code.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
    return Stream.of(BETWEEN_WORDS.split(code, -1))
        .map(word ->
            word.length() > 1 && Character.isUpperCase(word.charAt(1))
                ? word
                : word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** With a capital first. */
  public static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Words as a sentence: with a capital, and a full stop where nothing else ends it. */
  public static String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String sentence = capital(words);
    return ".?!…".indexOf(sentence.charAt(sentence.length() - 1)) >= 0 ? sentence : sentence + ".";
  }

  /** The same with U+FFFD for every U+0000 and for every half of a pair of surrogates. */
  public static String storable(String text) {
    return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
  }

  /** The sentences of a text, lines ending them too; none is blank. */
  public static List<String> sentences(String text, Locale language) {
    List<String> found = new ArrayList<>();
    for (String line : text.split("\\R", -1)) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(language);
      breaks.setText(line);
      int from = breaks.first();
      for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
        String sentence = line.substring(from, to).strip();
        if (!sentence.isEmpty()) {
          found.add(sentence);
        }
      }
    }
    return found;
  }

  /** On one line, storable, and at most so many characters. */
  public static String line(String text, int most) {
    return clip(storable(BLANKS.matcher(text).replaceAll(" ").strip()), most);
  }
}
