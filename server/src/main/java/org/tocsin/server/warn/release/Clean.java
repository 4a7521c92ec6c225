// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text without what hides words from a search and not from a reader: characters of no width,
 * letters of one script that look like those of another, letters set apart by spaces. It remembers
 * where each of its units stood.
 */
final class Clean {

  /** Letters of Cyrillic and Greek that look like Latin ones, and those ones. */
  private static final String LOOKALIKES =
      "аaбbвbгrеeёeжxззиnйnкkмmнhоoпnрpсcтtуyхxіiїiјjѕsԛqԝwАAВBЕEЁEКKМMНHОOРPСCТTУYХXІIЇIЈJЅSԚQԜW"
          + "αaβbγyεeηnιiκkνvοoρpτtυuχxωwΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

  /** Of these, the ones that nobody tells from the Latin letter at a glance. */
  private static final String SAME = "аеорсухіјѕԛԝАВЕКМНОРСТУХІЈЅԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

  private final String text;
  private final int[] at;

  private Clean(String text, int[] at) {
    this.text = text;
    this.at = at;
  }

  /** One word: how it is compared, where it stands in the text as it was, how it was written. */
  record Word(String key, int from, int to, String written) {
    boolean isCapital() {
      return Character.isUpperCase(written.codePointAt(0));
    }

    boolean isAllCapitals() {
      return written.length() > 1 && written.chars().allMatch(Character::isUpperCase);
    }
  }

  /** What a reader sees, in the letters that are meant. */
  String text() {
    return text;
  }

  /** Where the unit at this index stood; the length of the whole for its end. */
  int at(int index) {
    return at[index];
  }

  /** Without what has no width; words of mixed scripts in Latin letters. */
  static Clean of(String original) {
    return of(original, false);
  }

  /**
   * The same.
   *
   * @param everything whether words that could be Latin letter by letter are taken for Latin, too
   */
  static Clean of(String original, boolean everything) {
    StringBuilder out = new StringBuilder(original.length());
    int[] at = new int[original.length() * 2 + 1];
    int size = 0;
    for (int i = 0; i < original.length(); ) {
      int c = original.codePointAt(i);
      int next = i + Character.charCount(c);
      String seen = seen(c);
      if (out.length() + seen.length() < at.length) {
        for (int k = 0; k < seen.length(); k++) {
          at[size++] = i;
        }
        out.append(seen);
      }
      i = next;
    }
    at[size] = original.length();
    Clean clean = new Clean(out.toString(), Arrays.copyOf(at, size + 1));
    return new Clean(clean.latin(everything), clean.at);
  }

  private static String seen(int c) {
    int type = Character.getType(c);
    if (type == Character.FORMAT || (type == Character.CONTROL && !Character.isWhitespace(c))) {
      return "";
    }
    if (Character.isDigit(c)) {
      return Integer.toString(Character.digit(c, 10));
    }
    String one = Character.toString(c);
    if (c < 0x80) {
      return one;
    }
    String same = Normalizer.normalize(one, Normalizer.Form.NFKC);
    return same.length() <= 2 ? same : one;
  }

  private String latin(boolean everything) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); ) {
      if (!Character.isLetter(out.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      boolean latin = false;
      boolean other = false;
      boolean alike = true;
      while (end < out.length() && Character.isLetter(out.charAt(end))) {
        char c = out.charAt(end);
        boolean isLatin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
        latin |= isLatin;
        other |= !isLatin;
        alike &= isLatin || SAME.indexOf(c) >= 0;
        end++;
      }
      if (other && (latin || (everything && alike))) {
        for (int k = i; k < end; k++) {
          out.setCharAt(k, latin(out.charAt(k)));
        }
      }
      i = end;
    }
    return out.toString();
  }

  private static char latin(char c) {
    for (int i = 0; i + 1 < LOOKALIKES.length(); i += 2) {
      if (LOOKALIKES.charAt(i) == c) {
        return LOOKALIKES.charAt(i + 1);
      }
    }
    return c;
  }

  /** The words of a text, compared without case, marks on letters, and the script of lookalikes. */
  static List<Word> words(String original) {
    Clean clean = of(original);
    List<Word> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= clean.text.length(); i++) {
      boolean inside =
          i < clean.text.length()
              && (Character.isLetterOrDigit(clean.text.charAt(i))
                  || Character.getType(clean.text.charAt(i)) == Character.NON_SPACING_MARK
                  || Character.isSurrogate(clean.text.charAt(i)));
      if (inside && from < 0) {
        from = i;
      } else if (!inside && from >= 0) {
        String written = clean.text.substring(from, i);
        String key = key(written);
        if (!key.isEmpty()
            && !(key.equals("s") && from > 0 && isQuote(clean.text.charAt(from - 1)))) {
          words.add(new Word(key, clean.at[from], clean.at[i - 1] + 1, written));
        }
        from = -1;
      }
    }
    return together(words);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '’';
  }

  /** How a word is compared. */
  static String key(String word) {
    String plain = Normalizer.normalize(word, Normalizer.Form.NFKD);
    boolean letters = plain.chars().anyMatch(Character::isLetter);
    StringBuilder key = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        continue;
      }
      char latin = latin(c);
      char lower = Character.toLowerCase(latin == c ? latin(Character.toLowerCase(c)) : latin);
      key.append(letters ? ofDigit(lower) : lower);
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }

  /** Digits that stand for letters within a word. */
  private static char ofDigit(char c) {
    return switch (c) {
      case '0' -> 'o';
      case '1' -> 'i';
      case '3' -> 'e';
      default -> c;
    };
  }

  /** Three or more single letters in a row are one word. */
  private static List<Word> together(List<Word> words) {
    List<Word> out = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); ) {
      int end = i;
      StringBuilder key = new StringBuilder();
      StringBuilder written = new StringBuilder();
      while (end < words.size()
          && words.get(end).key().length() == 1
          && Character.isLetter(words.get(end).key().charAt(0))) {
        key.append(words.get(end).key());
        written.append(words.get(end).written());
        end++;
      }
      if (end - i >= 3) {
        out.add(
            new Word(
                key.toString(), words.get(i).from(), words.get(end - 1).to(), written.toString()));
        i = end;
      } else {
        out.add(words.get(i));
        i++;
      }
    }
    return out;
  }
}
