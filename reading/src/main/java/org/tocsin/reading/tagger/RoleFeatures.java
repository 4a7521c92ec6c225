// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the models are told of a document and its candidates. Not thread-safe. */
final class RoleFeatures {
  private static final int REACH = 8;
  private static final long EDGE = Features.hash("<edge>");

  private final Words words;
  private final long[] hash;
  private final long[] lemma;
  private final String[] kinds;
  private final int[] sentenceStart;
  private final Features features = new Features();

  RoleFeatures(Words words, List<Candidate> candidates) {
    this.words = words;
    hash = new long[words.size()];
    lemma = new long[words.size()];
    kinds = new String[words.size()];
    for (int i = 0; i < words.size(); i++) {
      String word = digitless(words.at(i));
      hash[i] = Features.hash(word);
      lemma[i] = Features.hash(WordKinds.TABLE.lemma(word));
      kinds[i] = kinds(words.at(i));
    }
    sentenceStart = new int[words.size()];
    for (int i = 1; i < words.size(); i++) {
      sentenceStart[i] = words.sentence(i) == words.sentence(i - 1) ? sentenceStart[i - 1] : i;
    }
  }

  private static String digitless(String word) {
    if (!Character.isDigit(word.charAt(0))) {
      return word;
    }
    return word.length() == 4 && word.chars().allMatch(Character::isDigit) ? "0000" : "0";
  }

  private static String kinds(String word) {
    if (!Character.isLetterOrDigit(word.charAt(0))) {
      return "-";
    }
    if (Character.isDigit(word.charAt(0))) {
      return "0";
    }
    if (Candidates.STOPS.contains(word)) {
      return "=";
    }
    String kinds = WordKinds.TABLE.of(word);
    return kinds.isEmpty() ? "?" : kinds;
  }

  int[] ofDocument() {
    for (int i = 0; i < words.size(); i++) {
      if (!Candidates.STOPS.contains(words.at(i))) {
        features.add(1, lemma[i]);
        if (i + 1 < words.size()) {
          features.add(2, hash[i], hash[i + 1]);
        }
        if (words.sentence(i) < 3) {
          features.add(3, lemma[i]);
        }
      }
    }
    return features.take();
  }

  /** How many sentences the text has. */
  int sentences() {
    return words.size() == 0 ? 0 : words.sentence(words.size() - 1) + 1;
  }

  /** What a sentence tells of itself, by its words and those of its neighbours. */
  int[][] ofSentences() {
    int[][] all = new int[sentences()][];
    int from = 0;
    int before = 0;
    for (int s = 0; s < all.length; s++) {
      int to = from;
      while (words.sentence(to) == s) {
        to++;
      }
      int after = to;
      while (words.sentence(after) == s + 1) {
        after++;
      }
      features.add(100);
      features.add(101, s < 4 ? s : s < 8 ? 5 : s < 16 ? 6 : 7);
      for (int i = before; i < after; i++) {
        if (kinds[i].charAt(0) == '=' && i >= from && i < to && i + 1 < to) {
          features.add(103, hash[i], hash[i + 1]);
        } else if (kinds[i].charAt(0) != '=' && kinds[i].charAt(0) != '-') {
          features.add(i < from ? 104 : i < to ? 102 : 105, lemma[i]);
          if (i >= from && i + 1 < to) {
            features.add(103, hash[i], hash[i + 1]);
          }
        }
      }
      all[s] = features.take();
      before = from;
      from = to;
    }
    return all;
  }

  private long at(int i, int sentence) {
    return words.sentence(i) == sentence ? hash[i] : EDGE;
  }

  private long lemmaAt(int i, int sentence) {
    return words.sentence(i) == sentence ? lemma[i] : EDGE;
  }

  /** The last word before "of", or the last. */
  private int head(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (words.at(i).equals("of")) {
        return i - 1;
      }
    }
    return to - 1;
  }

  int[] quick(Candidate candidate) {
    features.add(10);
    for (int from : candidate.from()) {
      int to = from + candidate.length();
      int sentence = words.sentence(from);
      int head = head(from, to);
      features.add(11, hash[to - 1]);
      features.add(12, hash[from]);
      features.add(13, at(from - 1, sentence));
      features.add(14, at(to, sentence));
      features.add(15, candidate.length());
      features.add(16, lemma[head]);
      kindFeatures(17, head);
      kindFeatures(18, from);
      features.add(19, Features.hash(kinds[Math.max(from - 1, 0)]), candidate.length());
      features.add(20, Features.hash(kinds[Math.min(to, words.size() - 1)]), candidate.length());
      features.add(21, suffix(words.at(to - 1), 3));
      features.add(22, at(from - 1, sentence), hash[from]);
      features.add(23, hash[to - 1], at(to, sentence));
      for (int i = from; i < to; i++) {
        features.add(24, hash[i]);
      }
    }
    return features.take();
  }

  private void kindFeatures(int template, int i) {
    String k = kinds[i];
    for (int c = 0; c < k.length(); c++) {
      features.add(template, k.charAt(c));
    }
  }

  private static long suffix(String word, int length) {
    return Features.hash(word.substring(Math.max(0, word.length() - length)));
  }

  int[] full(Candidate candidate, float[] relevance, float[][] telling) {
    for (int r = 0; r < relevance.length; r++) {
      int level = Math.max(-4, Math.min(4, Math.round(relevance[r])));
      features.add(30 + r, level);
    }
    features.add(40);
    features.add(41, Math.min(candidate.from().size(), 6));
    int first = words.sentence(candidate.first());
    features.add(42, first < 4 ? first : first < 8 ? 5 : first < 16 ? 6 : 7);
    ofTelling(candidate, telling);
    ofPhrase(candidate);
    for (int from : candidate.from()) {
      ofPlace(from, from + candidate.length());
    }
    return features.take();
  }

  /** The sentences it stands in: how likely they name somebody in a role. */
  private void ofTelling(Candidate candidate, float[][] telling) {
    int from = candidate.first();
    int head = head(from, from + candidate.length());
    float[] best = best(candidate, telling);
    float[] first = telling[words.sentence(from)];
    for (int r = 0; r < best.length; r++) {
      int level = level(best[r]);
      features.add(110 + r, level);
      features.add(120 + r, level(first[r]));
      features.add(130 + r, lemma[head], level / 2);
      for (int c = 0; c < kinds[head].length(); c++) {
        features.add(140 + r, kinds[head].charAt(c), level);
      }
    }
  }

  /** For each role the most that a sentence with the candidate tells of it. */
  float[] best(Candidate candidate, float[][] telling) {
    float[] best = telling[words.sentence(candidate.first())].clone();
    for (int from : candidate.from()) {
      float[] own = telling[words.sentence(from)];
      for (int r = 0; r < best.length; r++) {
        best[r] = Math.max(best[r], own[r]);
      }
    }
    return best;
  }

  private static int level(float odds) {
    return Math.max(-5, Math.min(4, Math.round(odds)));
  }

  private void ofPhrase(Candidate candidate) {
    int from = candidate.first();
    int to = from + candidate.length();
    int head = head(from, to);
    features.add(43, candidate.length());
    features.add(44, Features.hash(candidate.key()));
    features.add(45, lemma[head]);
    features.add(46, hash[to - 1]);
    features.add(47, hash[from]);
    features.add(48, suffix(words.at(head), 3));
    features.add(49, suffix(words.at(head), 2));
    kindFeatures(50, head);
    kindFeatures(51, from);
    features.add(52, Features.hash(kinds[head]));
    features.add(54, lemma[head], candidate.length());
    StringBuilder shape = new StringBuilder();
    Set<Character> all = new HashSet<>();
    for (int i = from; i < to; i++) {
      features.add(55, lemma[i]);
      if (i < to - 1) {
        features.add(56, hash[i], hash[i + 1]);
      }
      shape.append(brief(i));
      for (int c = 0; c < kinds[i].length(); c++) {
        all.add(kinds[i].charAt(c));
      }
    }
    all.forEach(c -> features.add(57, c));
    features.add(58, Features.hash(shape.toString()));
  }

  /** One letter for a word: name, number, noun, verb, "of"… */
  private char brief(int i) {
    String word = words.at(i);
    if (word.equals("of") || word.equals("the") || word.equals("and") || word.equals("'s")) {
      return word.charAt(word.length() - 1);
    }
    String k = kinds[i];
    if (k.equals("?") || k.equals("0") || k.equals("-")) {
      return k.charAt(0);
    }
    boolean noun = k.indexOf('N') >= 0;
    boolean verb = k.indexOf('v') >= 0;
    return noun ? (verb ? 'B' : 'N') : verb ? 'V' : k.indexOf('j') >= 0 ? 'J' : '=';
  }

  private void ofPlace(int from, int to) {
    int sentence = words.sentence(from);
    int head = head(from, to);
    long l1 = at(from - 1, sentence);
    long l2 = at(from - 2, sentence);
    long l3 = at(from - 3, sentence);
    long r1 = at(to, sentence);
    long r2 = at(to + 1, sentence);
    long r3 = at(to + 2, sentence);
    features.add(60, l1);
    features.add(61, l2);
    features.add(62, l3);
    features.add(63, r1);
    features.add(64, r2);
    features.add(65, r3);
    features.add(66, l1, l2);
    features.add(67, r1, r2);
    features.add(68, l1, r1);
    features.add(69, Features.hash("" + l1 + l2), l3);
    features.add(70, Features.hash("" + r1 + r2), r3);
    features.add(71, lemmaAt(from - 1, sentence), lemma[head]);
    features.add(72, lemmaAt(to, sentence), lemma[head]);
    features.add(73, brief(from - 1, sentence), brief(to, sentence));
    ofVerbs(from, to, sentence, head);
    ofSentence(from, to, sentence);
  }

  private char brief(int i, int sentence) {
    return words.sentence(i) == sentence ? brief(i) : '^';
  }

  /** The verbs to the left and right, with what stands between. */
  private void ofVerbs(int from, int to, int sentence, int head) {
    int left = verb(from - 1, -1, sentence);
    int right = verb(to, 1, sentence);
    long between = left < 0 ? EDGE : preposition(left + 1, from);
    if (left >= 0) {
      features.add(80, lemma[left]);
      features.add(81, lemma[left], between);
      features.add(82, lemma[left], voice(left));
      for (int c = 0; c < kinds[head].length(); c++) {
        features.add(83, lemma[left], kinds[head].charAt(c));
      }
      int second = verb(left - 1, -1, sentence);
      if (second >= 0) {
        features.add(84, lemma[second]);
      }
    }
    if (right >= 0) {
      features.add(85, lemma[right]);
      features.add(86, lemma[right], voice(right));
      features.add(87, lemma[right], preposition(to, right));
      for (int c = 0; c < kinds[head].length(); c++) {
        features.add(88, lemma[right], kinds[head].charAt(c));
      }
      int second = verb(right + 1, 1, sentence);
      if (second >= 0) {
        features.add(89, lemma[second]);
      }
    }
    if (left >= 0 && right >= 0) {
      features.add(90, lemma[left], lemma[right]);
    }
  }

  /** The nearest word that may be a verb or names a deed. */
  private int verb(int i, int step, int sentence) {
    for (int k = i, n = 0; words.sentence(k) == sentence && n < 2 * REACH; k += step, n++) {
      if (kinds[k].length() < 3 && kinds[k].charAt(0) != 'v') {
        continue;
      }
      boolean verb = kinds[k].indexOf('v') >= 0;
      boolean inflected = words.at(k).endsWith("ed") || words.at(k).endsWith("ing");
      boolean deed = kinds[k].indexOf('a') >= 0 && kinds[k].indexOf('N') >= 0;
      if ((verb && (inflected || kinds[k].indexOf('N') < 0)) || deed) {
        return k;
      }
    }
    return -1;
  }

  /** Whether "was", "has" or the like stands right before a verb. */
  private int voice(int verb) {
    for (int k = verb - 1; k >= Math.max(0, verb - 3); k--) {
      switch (words.at(k)) {
        case "was", "were", "been", "being", "is", "are", "be" -> {
          return 1;
        }
        case "has", "have", "had" -> {
          return 2;
        }
        case "to", "will", "would" -> {
          return 3;
        }
        case "by" -> {
          return 4;
        }
        default -> {}
      }
    }
    return 0;
  }

  /** The last stop word between two places. */
  private long preposition(int from, int to) {
    for (int k = to - 1; k >= Math.max(from, to - REACH); k--) {
      if (kinds[k].equals("=") || kinds[k].equals("-")) {
        return hash[k];
      }
    }
    return EDGE;
  }

  private void ofSentence(int from, int to, int sentence) {
    for (int k = sentenceStart[from]; words.sentence(k) == sentence; k++) {
      if ((k < from || k >= to) && kinds[k].charAt(0) != '=' && kinds[k].charAt(0) != '-') {
        features.add(91, lemma[k]);
        if (k >= from - REACH && k < to + REACH) {
          features.add(k < from ? 92 : 93, lemma[k]);
        }
      }
    }
  }
}
