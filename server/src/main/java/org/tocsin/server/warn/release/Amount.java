// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A number in a text, in figures or in words, or a range of them.
 *
 * @param low fewest
 * @param high most; the same where one number is named
 * @param near whether it is said to lie just beside: "more than 11"
 * @param from where it begins in the text
 * @param to where it ends
 * @param of the word that is counted, as it is compared; empty for none
 */
record Amount(double low, double high, boolean near, int from, int to, String of) {

  private static final Map<String, Integer> NAMES = new HashMap<>();
  private static final Map<String, Integer> TIMES =
      Map.of("hundred", 100, "thousand", 1_000, "million", 1_000_000, "dozen", 12, "k", 1_000);
  private static final Set<String> BESIDE =
      Set.of("over", "than", "under", "below", "above", "nearly", "almost", "barely");
  private static final Set<String> JOINING = Set.of("to", "and", "or", "through", "till", "until");

  static {
    names(
        0,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            + " fifteen sixteen seventeen eighteen nineteen twenty");
    names(
        1,
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
            + " dieciseis diecisiete dieciocho diecinueve veinte");
    names(
        1,
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
            + " - - - vingt");
    names(
        1,
        "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn"
            + " sechzehn siebzehn achtzehn neunzehn zwanzig");
    names(
        1,
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
            + " тринадцать четырнадцать пятнадцать - - - - двадцать");
    String[] tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (int i = 0; i < tens.length; i++) {
      NAMES.put(tens[i], 30 + 10 * i);
    }
    NAMES.put("дюжина", 12);
    NAMES.put(Clean.key("дюжина"), 12);
    NAMES.put("docena", 12);
    NAMES.put("douzaine", 12);
    NAMES.put("dutzend", 12);
    NAMES.put("score", 20);
    NAMES.put("couple", 2);
    NAMES.put("pair", 2);
    NAMES.remove("-");
    NAMES.remove("un"); // French articles and the one of German are no numbers.
    NAMES.remove("ein");
    NAMES.remove("once"); // English, more often.
  }

  private static void names(int first, String words) {
    int value = first;
    for (String word : List.of(words.split(" ", -1))) {
      NAMES.putIfAbsent(Clean.key(word), value++);
    }
  }

  /** The numbers of a text, in its order. */
  static List<Amount> in(String text) {
    List<Clean.Word> words = Clean.words(text);
    List<Amount> found = new ArrayList<>();
    for (int i = 0; i < words.size(); ) {
      int end = i;
      double value = -1;
      if (isFigure(words.get(i), text)) {
        StringBuilder digits = new StringBuilder(words.get(i).key());
        end = i + 1;
        while (end < words.size() && isGroup(words, end, text, digits.length())) {
          digits.append(words.get(end).key());
          end++;
        }
        value = digits.length() > 15 ? -1 : Double.parseDouble(digits.toString());
        if (end < words.size()
            && isFigure(words.get(end), text)
            && words.get(end).from() == words.get(end - 1).to() + 1
            && ".,".indexOf(text.charAt(words.get(end - 1).to())) >= 0) {
          value = Double.parseDouble(digits + "." + words.get(end).key());
          end++;
        }
      } else {
        Integer named = NAMES.get(words.get(i).key());
        boolean dozen = words.get(i).key().equals("dozen");
        if (named != null || dozen) {
          value = named == null ? 12 : named;
          if (dozen && i > 1 && words.get(i - 2).key().equals("half")) {
            value = 6;
          }
          end = i + 1;
          Integer ones = end < words.size() ? NAMES.get(words.get(end).key()) : null;
          if (named != null
              && value >= 20
              && value % 10 == 0
              && ones != null
              && ones > 0
              && ones < 10) {
            value += ones;
            end++;
          }
        }
      }
      if (value < 0) {
        i++;
        continue;
      }
      while (end < words.size() && TIMES.containsKey(words.get(end).key())) {
        value *= TIMES.getOrDefault(words.get(end).key(), 1);
        end++;
        if (end + 1 < words.size() && words.get(end).key().equals("and")) {
          Integer more = NAMES.get(words.get(end + 1).key());
          if (more != null && more < 100) {
            value += more;
            end += 2;
          }
        }
      }
      boolean near = i > 0 && BESIDE.contains(words.get(i - 1).key());
      found.add(
          new Amount(
              value,
              value,
              near,
              words.get(i).from(),
              words.get(end - 1).to(),
              counted(words, end)));
      i = end;
    }
    return ranges(found, text);
  }

  private static boolean isFigure(Clean.Word word, String text) {
    boolean digits = word.key().chars().allMatch(Character::isDigit);
    boolean clock =
        (word.to() < text.length() && text.charAt(word.to()) == ':')
            || (word.from() > 0 && text.charAt(word.from() - 1) == ':');
    return digits && !clock;
  }

  private static boolean isGroup(List<Clean.Word> words, int i, String text, int soFar) {
    Clean.Word word = words.get(i);
    Clean.Word before = words.get(i - 1);
    return word.key().length() == 3
        && before.key().length() <= 3
        && soFar <= 12
        && isFigure(word, text)
        && word.from() == before.to() + 1
        && ",.' ’\u00a0\u202f".indexOf(text.charAt(before.to())) >= 0;
  }

  private static String counted(List<Clean.Word> words, int i) {
    for (int k = i; k < Math.min(words.size(), i + 3); k++) {
      if (!Terms.isCommon(words.get(k).key()) && words.get(k).key().length() > 2) {
        return Terms.stem(words.get(k).key());
      }
    }
    return "";
  }

  private static List<Amount> ranges(List<Amount> found, String text) {
    List<Amount> out = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Amount one = found.get(i);
      if (i + 1 < found.size() && one.high < found.get(i + 1).low) {
        Amount next = found.get(i + 1);
        String between = text.substring(one.to, next.from).strip();
        boolean dash = between.length() == 1 && "-–—−".contains(between);
        boolean word = JOINING.contains(between);
        boolean and =
            !between.equals("and")
                || text.substring(Math.max(0, one.from - 9), one.from).contains("etween");
        if (dash || (word && and)) {
          out.add(new Amount(one.low, next.high, false, one.from, next.to, next.of));
          i++;
          continue;
        }
      }
      out.add(one);
    }
    return out;
  }

  /** Whether somebody who reads this learns the other. */
  boolean tells(Amount other) {
    boolean small = other.high <= 3;
    if (small && (of.isEmpty() || !of.equals(other.of))) {
      return false;
    }
    if (low == other.low && high == other.high) {
      return true;
    }
    if (near && other.low == other.high && low == high) {
      return Math.abs(low - other.low) <= Math.max(1, other.low / 10);
    }
    boolean holds = low <= other.low && other.high <= high;
    boolean within = other.low <= low && high <= other.high;
    return within || (holds && high - low <= Math.max(4, other.high / 2));
  }
}
