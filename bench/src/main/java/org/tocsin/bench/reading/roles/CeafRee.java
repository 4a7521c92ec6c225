// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.reading.tagger.Role;

/**
 * CEAF-REE of Du, Rush and Cardie (GRIT, EACL 2021): entities of an answer are aligned with those
 * of the key as well as can be, one with one; a pair counts when every phrase of the answer's
 * entity is among those of the key's. Phrases are compared without case, punctuation and articles.
 */
public final class CeafRee {
  private final Map<Role, int[]> counts = new EnumMap<>(Role.class);

  /** Nothing scored yet. */
  public CeafRee() {
    for (Role role : Role.values()) {
      counts.put(role, new int[3]);
    }
  }

  /**
   * Adds what a document's answer for a role comes to.
   *
   * @param key who fills it, each by phrases
   * @param answer the same, as answered
   */
  public void add(Role role, List<List<String>> key, List<List<String>> answer) {
    List<Set<String>> gold = key.stream().map(CeafRee::plain).toList();
    List<Set<String>> given = answer.stream().map(CeafRee::plain).toList();
    boolean[][] may = new boolean[gold.size()][given.size()];
    for (int g = 0; g < gold.size(); g++) {
      for (int a = 0; a < given.size(); a++) {
        may[g][a] = gold.get(g).containsAll(given.get(a));
      }
    }
    int[] count = count(role);
    count[0] += Alignment.pairs(may, given.size());
    count[1] += given.size();
    count[2] += gold.size();
  }

  private static Set<String> plain(List<String> phrases) {
    Set<String> plain = new HashSet<>();
    phrases.forEach(phrase -> plain.add(plain(phrase)));
    return plain;
  }

  /** A phrase as the published program compares it. */
  static String plain(String phrase) {
    StringBuilder kept = new StringBuilder();
    String lower = phrase.toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean punctuation = c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
      if (!punctuation) {
        kept.append(Character.isWhitespace(c) ? ' ' : c);
      }
    }
    StringBuilder plain = new StringBuilder();
    for (String word : kept.toString().split(" ", -1)) {
      if (!word.isEmpty() && !word.equals("a") && !word.equals("an") && !word.equals("the")) {
        plain.append(plain.isEmpty() ? "" : " ").append(word);
      }
    }
    return plain.toString();
  }

  private int[] count(Role role) {
    return counts.computeIfAbsent(role, r -> new int[3]);
  }

  /** Of a role: right answers, answers, entities of the key. */
  int[] counts(Role role) {
    return count(role).clone();
  }

  /** Precision, recall and F of a role. */
  public double[] of(Role role) {
    return scores(count(role));
  }

  /** Precision, recall and F over all roles together. */
  public double[] micro() {
    int[] all = new int[3];
    for (int[] count : counts.values()) {
      for (int i = 0; i < all.length; i++) {
        all[i] += count[i];
      }
    }
    return scores(all);
  }

  private static double[] scores(int[] count) {
    double precision = count[1] == 0 ? 0 : (double) count[0] / count[1];
    double recall = count[2] == 0 ? 0 : (double) count[0] / count[2];
    double sum = precision + recall;
    return new double[] {precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum};
  }
}
