// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.List;

/**
 * A text made ready for the models: its candidates and their features. Trainers and {@link
 * RoleTagger} both read sheets, so that they cannot differ.
 */
public final class Sheet {
  private final String text;
  private final Words words;
  private final List<Candidate> candidates;
  private final RoleFeatures features;

  private Sheet(String text) {
    this.text = text;
    this.words = Words.of(text);
    this.candidates = Candidates.of(words);
    this.features = new RoleFeatures(words, candidates);
  }

  /** Reads a text of up to a hundred thousand UTF-16 units; what is beyond is left out. */
  public static Sheet of(String text) {
    return new Sheet(text.length() > MAX_UNITS ? text.substring(0, MAX_UNITS) : text);
  }

  private static final int MAX_UNITS = 100_000;

  /** How many candidates there are. */
  public int size() {
    return candidates.size();
  }

  /** The words of candidate {@code i} as answers are compared. */
  public String key(int i) {
    return candidates.get(i).key();
  }

  /** The key of any phrase, as the published scorer has it: no case, articles or marks. */
  public static String keyOf(String phrase) {
    return Candidates.key(phrase);
  }

  /** First unit of the first occurrence of candidate {@code i}. */
  public int start(int i) {
    return words.start(candidates.get(i).first());
  }

  /** After the last unit of the first occurrence of candidate {@code i}. */
  public int end(int i) {
    return words.end(candidates.get(i).first() + candidates.get(i).length() - 1);
  }

  /** The first occurrence of candidate {@code i}, as written. */
  public String written(int i) {
    return text.substring(start(i), end(i));
  }

  /** How often candidate {@code i} occurs, at most 30. */
  public int count(int i) {
    return candidates.get(i).from().size();
  }

  /** The sentence of the first occurrence. */
  int sentence(int i) {
    return words.sentence(candidates.get(i).first());
  }

  /** Whether two candidates share words at their first occurrences. */
  boolean overlap(int i, int j) {
    return start(i) < end(j) && start(j) < end(i);
  }

  /** Features that tell of the document as a whole. */
  public int[] ofDocument() {
    return features.ofDocument();
  }

  /** The few features that are enough to throw most candidates away. */
  public int[] quick(int i) {
    return features.quick(candidates.get(i));
  }

  /**
   * All features of candidate {@code i}.
   *
   * @param relevance of the document for each role, as a log odds
   * @param telling of each sentence the same
   */
  public int[] full(int i, float[] relevance, float[][] telling) {
    return features.full(candidates.get(i), relevance, telling);
  }

  /** Features of each sentence. */
  public int[][] ofSentences() {
    return features.ofSentences();
  }

  /** The sentence of each occurrence of candidate {@code i}. */
  public int[] sentences(int i) {
    return candidates.get(i).from().stream().mapToInt(words::sentence).toArray();
  }

  /** For each role the most that a sentence with candidate {@code i} tells of it. */
  float[] best(int i, float[][] telling) {
    return features.best(candidates.get(i), telling);
  }

  /** Features for whether two candidates name the same, whichever comes first. */
  public int[] pair(int i, int j) {
    return i <= j
        ? PairFeatures.of(words, candidates.get(i), candidates.get(j))
        : PairFeatures.of(words, candidates.get(j), candidates.get(i));
  }
}
