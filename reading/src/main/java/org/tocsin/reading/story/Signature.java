// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a text is compared with others: fingerprints of its passages, a sketch of constant size,
 * its quotations, and whom it has its news from. Immutable.
 *
 * <p>Every run of five words is hashed. Of every four neighbouring hashes the smallest is kept
 * (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003), so that two texts that share eight words
 * in a row share a fingerprint, however long the rest is. The sketch holds for each of 64 classes
 * of hashes the smallest one (one-permutation MinHash: Li, Owen, Zhang, NIPS 2012). Texts longer
 * than about 16,000 words are told by their first part.
 */
public final class Signature {
  private static final int RUN = 5;
  private static final int WINDOW = 4;
  private static final int MOST_PRINTS = 4_000;
  private static final int MOST_WORDS = MOST_PRINTS * WINDOW;

  /** Numbers in a sketch. */
  static final int SKETCH = 64;

  /** Stands in a sketch for a class of which the text has no hash. */
  static final long NONE = Long.MAX_VALUE;

  private final List<Words.Word> words;
  private final Map<Long, Integer> prints;
  private final long[] sketch;
  private final List<Quotation> quotations;
  private final List<Source> sources;

  private Signature(String text) {
    words = Words.of(text, MOST_WORDS);
    long[] hashes = new long[Math.max(0, words.size() - RUN + 1)];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hash(words, i, i + RUN);
    }
    prints = winnow(hashes);
    sketch = sketch(hashes);
    quotations = Quotation.in(text, words);
    sources = Sources.in(text, words);
  }

  /** The signature of a text, in time linear in its length. */
  public static Signature of(String text) {
    return new Signature(text);
  }

  private static Map<Long, Integer> winnow(long[] hashes) {
    Map<Long, Integer> kept = new LinkedHashMap<>();
    int windows = hashes.length == 0 ? 0 : Math.max(1, hashes.length - WINDOW + 1);
    for (int from = 0; from < windows && kept.size() < MOST_PRINTS; from++) {
      int smallest = from;
      for (int i = from + 1; i < Math.min(hashes.length, from + WINDOW); i++) {
        smallest = hashes[i] < hashes[smallest] ? i : smallest;
      }
      kept.putIfAbsent(hashes[smallest], smallest);
    }
    return kept;
  }

  private static long[] sketch(long[] hashes) {
    long[] sketch = new long[SKETCH];
    Arrays.fill(sketch, NONE);
    for (long hash : hashes) {
      int at = (int) (hash & (SKETCH - 1));
      sketch[at] = Math.min(sketch[at], hash);
    }
    return sketch;
  }

  /** FNV-1a, 64 bits, then mixed so that the smallest of a window is any of them. */
  static long hash(List<Words.Word> words, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      String word = words.get(i).lower();
      for (int c = 0; c < word.length(); c++) {
        hash = (hash ^ word.charAt(c)) * 0x100000001b3L;
      }
      hash = (hash ^ ' ') * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash * 0x9e3779b97f4a7c15L;
  }

  /**
   * The fingerprints, in order of the text, at most 4,000: what an index outside, such as a
   * database's, finds texts by that share a passage. Texts of fewer than five words have none.
   */
  public List<Long> fingerprints() {
    return List.copyOf(prints.keySet());
  }

  /** Whom the text has its news from, as far as it says so, in order of the text. */
  public List<Source> sources() {
    return sources;
  }

  List<Words.Word> words() {
    return words;
  }

  Map<Long, Integer> prints() {
    return prints;
  }

  List<Quotation> quotations() {
    return quotations;
  }

  /**
   * How alike two texts are as sets of five-word runs (Jaccard), estimated from the sketches: 0 to
   * 1, give or take about 0.06.
   */
  public double estimate(Signature other) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < SKETCH; i++) {
      if (sketch[i] != NONE || other.sketch[i] != NONE) {
        either++;
        both += sketch[i] == other.sketch[i] ? 1 : 0;
      }
    }
    return either == 0 ? 0 : (double) both / either;
  }

  /**
   * Keys of which near-duplicates share at least one: pairs of neighbouring numbers of the sketch,
   * and the quotations. At most 32 + 32.
   */
  List<Long> keys() {
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < SKETCH; i += 2) {
      if (sketch[i] != NONE && sketch[i + 1] != NONE) {
        keys.add((sketch[i] * 31 + sketch[i + 1]) * 0x9e3779b97f4a7c15L + i);
      }
    }
    quotations.forEach(q -> keys.add(q.hash()));
    // A text of a few words fills few classes: its fingerprints are few as well.
    if (keys.size() < 8) {
      prints.keySet().stream().limit(32L - keys.size()).forEach(keys::add);
    }
    return keys;
  }
}
