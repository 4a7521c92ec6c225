// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.kernel.Text;

/**
 * How hard a text is to read. English by the grade of Flesch and Kincaid (1975), which counts words
 * a sentence and syllables a word; any other language by the words of its longest sentence and the
 * letters of its words alone, which is no measured scale.
 *
 * @param grade school year by the formula, for English; -1 for others
 * @param longest words of the longest sentence; letters for a language that writes no spaces
 * @param letters letters a word, on the average; 0 for a language that writes no spaces
 * @param word easy, plain or hard
 */
public record PlainLevel(double grade, int longest, double letters, String word) {

  /** A sentence of so many words is easy whatever its words are. */
  private static final int SHORT = 8;

  private static final Set<String> NO_SPACES = Set.of("zh", "ja", "th");

  /** The level of a text. */
  public static PlainLevel of(String language, String text) {
    Locale locale = Locale.forLanguageTag(language);
    String kin = locale.getLanguage();
    List<String> sentences = sentences(text, locale);
    if (NO_SPACES.contains(kin)) {
      int longest = sentences.stream().mapToInt(PlainLevel::letters).max().orElse(0);
      return new PlainLevel(
          -1, longest, 0, longest <= 30 ? "easy" : longest <= 60 ? "plain" : "hard");
    }
    int words = 0;
    int letters = 0;
    int syllables = 0;
    int longest = 0;
    for (String sentence : sentences) {
      List<String> in = words(sentence);
      words += in.size();
      longest = Math.max(longest, in.size());
      for (String word : in) {
        letters += letters(word);
        syllables += syllables(word);
      }
    }
    if (words == 0) {
      return new PlainLevel(kin.equals("en") ? 0 : -1, 0, 0, "easy");
    }
    double perWord = (double) letters / words;
    if (kin.equals("en")) {
      double grade =
          0.39 * words / Math.max(1, sentences.size()) + 11.8 * syllables / words - 15.59;
      double told = Math.max(0, Math.round(grade * 10) / 10.0);
      // The formula was made for passages: one long word makes a short sentence "hard".
      boolean easy = told <= 6 || longest <= SHORT;
      return new PlainLevel(told, longest, perWord, easy ? "easy" : told <= 9 ? "plain" : "hard");
    }
    String word = longest <= 12 ? "easy" : longest <= 22 ? "plain" : "hard";
    return new PlainLevel(-1, longest, perWord, word);
  }

  /** In words for pages: {@code easy (grade 3.1)}. */
  public String words() {
    return grade >= 0 ? "%s (grade %.1f)".formatted(word, grade) : word;
  }

  /** The sentences of a text that have a letter or a digit, lines ending them too. */
  public static List<String> sentences(String text, Locale language) {
    return Text.sentences(text, language).stream().filter(each -> letters(each) > 0).toList();
  }

  private static List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    for (String each : sentence.split("[\\s,;:/()\u2013\u2014\u060c\u061b]+", -1)) {
      if (letters(each) > 0) {
        words.add(each);
      }
    }
    return words;
  }

  private static int letters(String text) {
    return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  /** Groups of vowels, without a silent e at the end: the usual estimate. */
  private static int syllables(String word) {
    String low = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if (low.length() <= 3) {
      return 1;
    }
    String spoken = low.replaceAll("(?:[^laeiouy]es|ed|[^laeiouy]e)$", "").replaceAll("^y", "");
    int groups = 0;
    boolean inGroup = false;
    for (int i = 0; i < spoken.length(); i++) {
      boolean vowel = "aeiouy".indexOf(spoken.charAt(i)) >= 0;
      groups += vowel && !inGroup ? 1 : 0;
      inGroup = vowel;
    }
    return Math.max(1, groups);
  }

  /** What a text is as a short message: {@code 1 SMS (32 of 70 places)}. */
  public static Length sms(String text) {
    SmsText sms = SmsText.of(text);
    return new Length(
        sms.alphabet() == SmsText.Alphabet.GSM_7BIT ? "GSM-7" : "UCS-2",
        text.length(),
        sms.segments().size());
  }

  /**
   * The length of a text as a short message.
   *
   * @param alphabet GSM-7 or UCS-2
   * @param units UTF-16 units
   * @param segments messages
   */
  public record Length(String alphabet, int units, int segments) {}
}
