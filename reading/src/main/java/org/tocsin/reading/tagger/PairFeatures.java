// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.ArrayList;
import java.util.List;

/** What the model is told of two candidates that may name the same. */
final class PairFeatures {
  private PairFeatures() {}

  /** Of two candidates in the order of their first occurrences. */
  static int[] of(Words words, Candidate a, Candidate b) {
    Features features = new Features();
    List<String> one = List.of(a.key().split(" "));
    List<String> two = List.of(b.key().split(" "));
    List<String> shorter = one.size() <= two.size() ? one : two;
    List<String> longer = one.size() <= two.size() ? two : one;
    List<String> shared = new ArrayList<>(shorter);
    shared.retainAll(longer);
    features.add(1);
    features.add(2, Math.min(shared.size(), 4), Math.min(shorter.size(), 4));
    boolean inside = shared.size() == shorter.size();
    boolean sameLast = one.getLast().equals(two.getLast());
    String lemmaOne = WordKinds.TABLE.lemma(one.getLast());
    String lemmaTwo = WordKinds.TABLE.lemma(two.getLast());
    features.add(3, inside ? 1 : 0, sameLast ? 1 : 0);
    features.add(4, lemmaOne.equals(lemmaTwo) ? 1 : 0, sameLast ? 1 : 0);
    features.add(5, one.getFirst().equals(two.getFirst()) ? 1 : 0, sameLast ? 1 : 0);
    boolean alias = isInitials(shorter, longer);
    features.add(6, alias ? 1 : 0);
    features.add(7, kindsShared(lemmaOne, lemmaTwo), sameLast ? 1 : 0);
    features.add(8, Features.hash(lemmaOne), Features.hash(lemmaTwo));
    features.add(9, near(words, a, b), inside ? 1 : 0);
    features.add(10, Math.min(6, Math.abs(words.sentence(a.first()) - words.sentence(b.first()))));
    features.add(11, number(one.getFirst()), number(two.getFirst()));
    features.add(12, plural(one.getLast()) ? 1 : 0, plural(two.getLast()) ? 1 : 0);
    features.add(13, Features.hash(a.key()), Features.hash(b.key()));
    features.add(14, overlap(a, b) ? 1 : 0, inside ? 1 : 0);
    features.add(15, inside ? 1 : 0, Math.min(shorter.size(), 4) * 8L + Math.min(longer.size(), 6));
    return features.take();
  }

  private static boolean isInitials(List<String> shorter, List<String> longer) {
    if (shorter.size() != 1 || longer.size() < 2) {
      return false;
    }
    StringBuilder initials = new StringBuilder();
    for (String word : longer) {
      if (!word.equals("of") && !word.equals("for") && !word.equals("and") && !word.isEmpty()) {
        initials.append(word.charAt(0));
      }
    }
    String acronym = shorter.getFirst();
    return acronym.contentEquals(initials)
        || (acronym.length() >= 3
            && (initials.toString().contains(acronym)
                || sorted(acronym).equals(sorted(initials.toString()))));
  }

  private static String sorted(String letters) {
    char[] all = letters.toCharArray();
    java.util.Arrays.sort(all);
    return new String(all);
  }

  private static int kindsShared(String a, String b) {
    String one = WordKinds.TABLE.of(a);
    String two = WordKinds.TABLE.of(b);
    if (one.isEmpty() || two.isEmpty()) {
      return one.isEmpty() && two.isEmpty() ? 9 : 8;
    }
    int shared = 0;
    for (int i = 0; i < one.length(); i++) {
      if ("NvjrTxqce".indexOf(one.charAt(i)) < 0 && two.indexOf(one.charAt(i)) >= 0) {
        shared++;
      }
    }
    return Math.min(shared, 4);
  }

  /** 1: "x (y)"; 2: "x, y"; 3: side by side; 4: "x and y"; 0: apart. */
  private static int near(Words words, Candidate a, Candidate b) {
    int best = 0;
    for (int from : a.from()) {
      int to = from + a.length();
      for (int other : b.from()) {
        if (other == to) {
          best = Math.max(best, 3);
        } else if (other == to + 1) {
          String mark = words.at(to);
          best =
              switch (mark) {
                case "(" -> 9;
                case "," -> Math.max(best, 5);
                case "and", "or" -> Math.max(best, 4);
                case "--", "-", "\"" -> Math.max(best, 2);
                default -> best;
              };
        }
      }
    }
    return best;
  }

  private static boolean overlap(Candidate a, Candidate b) {
    for (int from : a.from()) {
      for (int other : b.from()) {
        if (from < other + b.length() && other < from + a.length()) {
          return true;
        }
      }
    }
    return false;
  }

  private static int number(String word) {
    return switch (word) {
      case "one" -> 1;
      case "two" -> 2;
      case "three" -> 3;
      case "four" -> 4;
      case "five" -> 5;
      case "six", "seven", "eight", "nine", "ten" -> 6;
      case "other", "another", "several", "some", "many" -> 7;
      default -> word.isEmpty() || !Character.isDigit(word.charAt(0)) ? 0 : 8;
    };
  }

  private static boolean plural(String word) {
    return word.endsWith("s") || word.endsWith("men") || word.equals("people");
  }
}
