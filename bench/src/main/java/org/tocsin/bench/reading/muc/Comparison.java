// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far one fill of a response agrees with one of the key, by the guidelines of 1992 (version 7).
 * What they let a person judge is judged here by rule, and on the strict side: a string is right
 * when it is the key's but for words before it such as articles and numbers, or when it holds the
 * key's behind further words; it is half right when it is a part of the key's, goes on after it, or
 * ends in the same word.
 */
final class Comparison {
  /** Whether and how far. */
  enum Grade {
    WRONG,
    PARTIAL,
    RIGHT
  }

  /** What the scorer of 1992 strips from before a string. */
  private static final Set<String> BEFORE =
      Set.of(
          "A", "THE", "AN", "THIS", "THAT", "THESE", "THOSE", "ONE", "TWO", "THREE", "FOUR", "FIVE",
          "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
          "MORE", "MOST", "MANY", "SEVERAL", "SOME", "ALL", "FEW", "ANY", "ANOTHER", "OTHER",
          "CERTAIN", "OF");

  private Comparison() {}

  /** The best agreement of a response's fill with any of the values of a key's. */
  static Grade grade(Slot slot, Fill key, Fill response) {
    Grade value = Grade.WRONG;
    String told = response.values().iterator().next();
    for (String wanted : key.values()) {
      Grade one = value(slot, wanted, told);
      value = one.compareTo(value) > 0 ? one : value;
    }
    boolean about = key.of().isEmpty() || isAbout(key, response);
    return value == Grade.RIGHT && !about ? Grade.PARTIAL : value;
  }

  private static boolean isAbout(Fill key, Fill response) {
    return response.of().stream()
        .anyMatch(
            told -> key.of().stream().anyMatch(wanted -> string(wanted, told) == Grade.RIGHT));
  }

  private static Grade value(Slot slot, String key, String response) {
    return switch (slot.kind()) {
      case SET -> set(slot, key, response);
      case STRING -> string(key, response);
      case NUMBER -> number(key, response);
      case DATE -> date(key, response);
      case LOCATION -> location(key, response);
    };
  }

  private static Grade set(Slot slot, String key, String response) {
    if (key.equals(response)) {
      return Grade.RIGHT;
    }
    boolean attack = slot == Slot.TYPE && response.equals("ATTACK");
    return attack || Slot.isAbove(response, key) ? Grade.PARTIAL : Grade.WRONG;
  }

  static Grade string(String key, String response) {
    List<String> wanted = words(key);
    List<String> told = words(response);
    if (wanted.equals(told)) {
      return Grade.RIGHT;
    }
    if (wanted.isEmpty() || told.isEmpty()) {
      return Grade.WRONG;
    }
    boolean sameEnd = wanted.getLast().equals(told.getLast());
    if (contains(told, wanted)) {
      return sameEnd ? Grade.RIGHT : Grade.PARTIAL;
    }
    return sameEnd || contains(wanted, told) ? Grade.PARTIAL : Grade.WRONG;
  }

  private static boolean contains(List<String> whole, List<String> part) {
    return java.util.Collections.indexOfSubList(whole, part) >= 0;
  }

  private static List<String> words(String string) {
    List<String> words = new ArrayList<>();
    for (String word : string.toUpperCase(Locale.ROOT).split("[\\s\"\\[\\](),]+", -1)) {
      if (!word.isEmpty() && !(words.isEmpty() && BEFORE.contains(word))) {
        words.add(word);
      }
    }
    return words;
  }

  /** "6-" six or more, "~100" about, "5 - 7" a range: one of its ends is half right. */
  private static Grade number(String key, String response) {
    String wanted = key.replace(" ", "");
    String told = response.replace(" ", "");
    if (wanted.equals(told)) {
      return Grade.RIGHT;
    }
    boolean anchor = List.of(wanted.split("[-~]", -1)).contains(told) && !told.isEmpty();
    return anchor && !told.equals("PLURAL") ? Grade.PARTIAL : Grade.WRONG;
  }

  private static Grade date(String key, String response) {
    String wanted = key.replaceAll("\\s+", " ");
    if (wanted.equals(response)) {
      return Grade.RIGHT;
    }
    boolean open = response.startsWith("- ");
    Days whole = Days.of(wanted);
    Days told = Days.of(response);
    if (whole.isUnknown() || told.isUnknown()) {
      return Grade.WRONG;
    }
    if (open) {
      return told.to() == whole.to() ? Grade.PARTIAL : Grade.WRONG;
    }
    if (wanted.startsWith("- ")) { // the day of the text or the one before
      return told.to() <= whole.to() && told.from() >= whole.to() - 1 ? Grade.PARTIAL : Grade.WRONG;
    }
    return told.from() >= whole.from() && told.to() <= whole.to() ? Grade.PARTIAL : Grade.WRONG;
  }

  /** Right where the chain of places is; half right where only the country is, or the place. */
  private static Grade location(String key, String response) {
    List<String> wanted = chain(key);
    List<String> told = chain(response);
    if (wanted.equals(told)) {
      return Grade.RIGHT;
    }
    boolean country = wanted.getFirst().equals(told.getFirst());
    boolean place =
        wanted.size() > 1 && wanted.subList(1, wanted.size()).equals(told.subList(1, told.size()));
    return country || place ? Grade.PARTIAL : Grade.WRONG;
  }

  private static List<String> chain(String location) {
    return List.of(location.strip().split("\\s*:\\s*", -1));
  }
}
