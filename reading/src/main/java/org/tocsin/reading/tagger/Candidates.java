// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every run of words without a stop word in it, up to seven words long. */
final class Candidates {
  static final int MAX_WORDS = 7;
  private static final int MAX_OCCURRENCES = 30;

  /** No phrase that fills a role has one of these in it. */
  static final Set<String> STOPS =
      Set.of(
          ("by with from to at on for that which who whom whose was were is are be been being has"
                  + " have had will would could should may might can must said says not no it he"
                  + " she they i we you his her him them their its this these those there in into"
                  + " through during after before while when where because if but or as than"
                  + " against under over near between among about also so such since until upon"
                  + " only then what how why do does did my our us me")
              .split(" "));

  private static final Set<String> INNER = Set.of("of", "the", "a", "an", "and", "'s", "de");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an");

  private Candidates() {}

  static List<Candidate> of(Words words) {
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (int from = 0; from < words.size(); from++) {
      if (!mayStart(words.at(from))) {
        continue;
      }
      StringBuilder key = new StringBuilder();
      for (int to = from; to < words.size() && to - from < MAX_WORDS; to++) {
        String word = words.at(to);
        if (words.sentence(to) != words.sentence(from) || isBoundary(word)) {
          break;
        }
        appendKey(key, word);
        if (mayEnd(word)) {
          String k = key.toString();
          List<Integer> at = found.computeIfAbsent(k, x -> new ArrayList<>());
          if (at.isEmpty()) {
            lengths.put(k, to - from + 1);
          }
          if (at.size() < MAX_OCCURRENCES && lengths.getOrDefault(k, 0) == to - from + 1) {
            at.add(from);
          }
        }
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    found.forEach(
        (key, from) -> candidates.add(new Candidate(key, from, lengths.getOrDefault(key, 1))));
    return candidates;
  }

  /** The key of a phrase: what the published scorer compares. */
  static String key(String phrase) {
    StringBuilder key = new StringBuilder();
    Words words = Words.of(phrase);
    for (int i = 0; i < words.size(); i++) {
      appendKey(key, words.at(i), i > 0 && words.start(i) == words.end(i - 1));
    }
    return key.toString();
  }

  private static void appendKey(StringBuilder key, String word) {
    appendKey(key, word, word.equals("'s") || word.equals("'"));
  }

  private static void appendKey(StringBuilder key, String word, boolean adjoins) {
    if (ARTICLES.contains(word)) {
      return;
    }
    boolean begun = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (!begun && !adjoins && !key.isEmpty()) {
          key.append(' ');
        }
        begun = true;
        key.append(c);
      }
    }
  }

  private static boolean isWord(String word) {
    return Character.isLetterOrDigit(word.charAt(0));
  }

  private static boolean mayStart(String word) {
    return isWord(word) && !STOPS.contains(word) && !INNER.contains(word);
  }

  private static boolean mayEnd(String word) {
    return isWord(word) && !INNER.contains(word);
  }

  private static boolean isBoundary(String word) {
    return isWord(word)
        ? STOPS.contains(word)
        : !(word.equals("'s") || word.equals("\"") || word.equals("'") || word.equals("."));
  }
}
