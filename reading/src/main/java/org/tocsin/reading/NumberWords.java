// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Number words of one language, from {@code numbers.LANGUAGE.tsv}: words below a hundred, words for
 * hundreds, words that multiply, the word that joins them ("and"), and the mark between thousands.
 * Immutable.
 */
final class NumberWords {
  private static final long MAX = 10_000_000_000L;
  private static final int MAX_WORDS = 12;

  private final Map<String, Long> small = new HashMap<>();
  private final Map<String, Long> hundreds = new HashMap<>();
  private final Map<String, Long> scales = new HashMap<>();
  private final Map<String, Long> article = new HashMap<>();
  private String joiner = "";
  private char thousands = ',';

  /** A number that ends before word {@code to}. */
  record Numeral(long value, int to) {}

  private NumberWords(String code) {
    for (List<String> row : Lexicon.table("numbers." + code + ".tsv", 3)) {
      for (String word : Lexicon.list(row.get(2))) {
        switch (row.getFirst()) {
          case "small" -> small.put(word, Long.parseLong(row.get(1)));
          case "hundred" -> hundreds.put(word, Long.parseLong(row.get(1)));
          case "scale" -> scales.put(word, Long.parseLong(row.get(1)));
          case "article" -> article.put(word, Long.parseLong(row.get(1)));
          case "join" -> joiner = word;
          case "thousands" -> thousands = word.charAt(0);
          default -> throw new IllegalStateException("numbers." + code + ".tsv: " + row.getFirst());
        }
      }
    }
    addCompounds();
  }

  /** "forty-two", as one word. */
  private void addCompounds() {
    Map<String, Long> compounds = new HashMap<>();
    small.forEach((tens, ten) ->
        small.forEach((ones, one) -> {
          if (ten >= 20 && ten % 10 == 0 && one > 0 && one < 10) {
            compounds.put(tens + "-" + ones, ten + one);
          }
        }));
    small.putAll(compounds);
  }

  static NumberWords of(String code) {
    return new NumberWords(code);
  }

  /** The words that a number may start with. */
  Set<String> firstWords() {
    Set<String> first = new HashSet<>(small.keySet());
    first.addAll(hundreds.keySet());
    first.addAll(scales.keySet());
    first.addAll(article.keySet());
    return first;
  }

  /** The mark that parts thousands in digits. */
  char thousands() {
    return thousands;
  }

  /** How much a word multiplies what stands before it: hundred, thousand, dozen; else 1. */
  long scale(String word) {
    return scales.getOrDefault(word, 1L);
  }

  /**
   * The number that the words from {@code i} on say, at most a dozen words; an article counts as
   * one only before a word that multiplies ("a hundred").
   */
  Optional<Numeral> at(IntFunction<String> words, int i) {
    Sum sum = new Sum();
    int at = i;
    if (article.containsKey(words.apply(i)) && scale(words.apply(i + 1)) > 1) {
      sum.group = 1;
      at = i + 1;
    }
    int to = i;
    while (at - i < MAX_WORDS) {
      if (take(sum, words.apply(at))) {
        at++;
        to = at;
      } else if (to == at && to > i && words.apply(at).equals(joiner) && joins(sum, words, at)) {
        at++;
      } else {
        break;
      }
    }
    return to > i
        ? Optional.of(new Numeral(Math.min(MAX, sum.total + sum.group), to))
        : Optional.empty();
  }

  /** What was counted so far: whole thousands, the group below them, and its last part. */
  private static final class Sum {
    private long total;
    private long group;
    private long last = Long.MAX_VALUE;
  }

  private boolean take(Sum sum, String word) {
    Long value = small.get(word);
    if (value != null) {
      if (!fits(value, sum.last)) {
        return false;
      }
      sum.group += value;
      sum.last = value;
      return true;
    }
    Long hundred = hundreds.get(word);
    if (hundred != null && sum.last > 999) {
      sum.group += hundred;
      sum.last = 100;
      return true;
    }
    long scale = scale(word);
    if (scale == 1 || (sum.group == 0 && !isBareScale(scale))) {
      return false;
    }
    long grown = Math.min(MAX, Math.max(1, sum.group) * scale);
    if (scale >= 1000) {
      sum.total = Math.min(MAX, sum.total + grown);
      sum.group = 0;
      sum.last = 1000;
    } else {
      sum.group = grown;
      sum.last = scale == 12 ? 0 : 100;
    }
    return true;
  }

  /** Whether "and" goes on with a number that fits. */
  private boolean joins(Sum sum, IntFunction<String> words, int at) {
    Long next = small.get(words.apply(at + 1));
    return next != null && fits(next, sum.last);
  }

  /** Whether a small number may follow: ones after tens, anything after hundreds. */
  private static boolean fits(long value, long last) {
    return last >= 100 || (last >= 20 && last % 10 == 0 && value < 10);
  }

  /** "mil", as in Spanish, stands for one thousand without a number before it. */
  private boolean isBareScale(long scale) {
    return scale >= 1000 && article.isEmpty();
  }
}
