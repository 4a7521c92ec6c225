// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fingerprints of a text, by which texts that share passages are found.
 *
 * <p>Every run of five words is hashed; of every four neighbouring hashes the smallest is kept
 * (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003). Two texts that share eight words in a row
 * therefore share a fingerprint, however long the rest is. Case, punctuation and white space do not
 * count.
 */
final class Fingerprints {

  private static final int RUN = 5;
  private static final int WINDOW = 4;

  /** Enough for a report of about 10,000 words; longer ones are told by their first part. */
  private static final int MOST = 4_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private final List<Word> words;
  private final Map<Long, Integer> positions;

  private record Word(String lower, int start, int end) {}

  /**
   * How much of a text stands in another.
   *
   * @param percent of the shorter text's fingerprints that both have
   * @param start where the longest shared passage begins in this text
   * @param end after its last unit
   */
  record Overlap(int percent, int start, int end) {}

  private Fingerprints(List<Word> words, Map<Long, Integer> positions) {
    this.words = words;
    this.positions = positions;
  }

  static Fingerprints of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find() && words.size() < MOST * WINDOW) {
      words.add(
          new Word(
              matcher.group().toLowerCase(java.util.Locale.ROOT), matcher.start(), matcher.end()));
    }
    return new Fingerprints(words, winnow(words));
  }

  private static Map<Long, Integer> winnow(List<Word> words) {
    int runs = words.size() - RUN + 1;
    Map<Long, Integer> kept = new LinkedHashMap<>();
    if (runs <= 0) {
      return kept;
    }
    long[] hashes = new long[runs];
    for (int i = 0; i < runs; i++) {
      hashes[i] = hash(words, i);
    }
    int windows = Math.max(1, runs - WINDOW + 1);
    for (int from = 0; from < windows && kept.size() < MOST; from++) {
      int smallest = from;
      for (int i = from + 1; i < Math.min(runs, from + WINDOW); i++) {
        smallest = hashes[i] < hashes[smallest] ? i : smallest;
      }
      kept.putIfAbsent(hashes[smallest], smallest);
    }
    return kept;
  }

  /** FNV-1a, 64 bits, then mixed so that the smallest of a window is any of them. */
  private static long hash(List<Word> words, int from) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < from + RUN; i++) {
      String word = words.get(i).lower();
      for (int c = 0; c < word.length(); c++) {
        hash = (hash ^ word.charAt(c)) * 0x100000001b3L;
      }
      hash = (hash ^ ' ') * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    return hash * 0x9e3779b97f4a7c15L;
  }

  /** The fingerprints, in order of the text. */
  Long[] values() {
    return positions.keySet().toArray(Long[]::new);
  }

  /** What this text shares with another, if it shares anything. */
  Optional<Overlap> with(Fingerprints other) {
    int shared = 0;
    int longest = 0;
    int longestAt = 0;
    for (Map.Entry<Long, Integer> each : positions.entrySet()) {
      Integer there = other.positions.get(each.getKey());
      if (there == null) {
        continue;
      }
      shared++;
      int here = each.getValue();
      boolean inside = here >= longestAt && here < longestAt + longest;
      if (!inside) {
        int from = back(here, other, there);
        int length = ahead(from, other, there - (here - from));
        if (length > longest) {
          longest = length;
          longestAt = from;
        }
      }
    }
    if (longest == 0) {
      return Optional.empty();
    }
    int fewer = Math.min(positions.size(), other.positions.size());
    return Optional.of(
        new Overlap(
            100 * shared / fewer,
            words.get(longestAt).start(),
            words.get(longestAt + longest - 1).end()));
  }

  private int back(int here, Fingerprints other, int there) {
    int steps = 0;
    while (here - steps > 0
        && there - steps > 0
        && words.get(here - steps - 1).lower().equals(other.words.get(there - steps - 1).lower())) {
      steps++;
    }
    return here - steps;
  }

  private int ahead(int here, Fingerprints other, int there) {
    int length = 0;
    while (here + length < words.size()
        && there + length < other.words.size()
        && words.get(here + length).lower().equals(other.words.get(there + length).lower())) {
      length++;
    }
    return length;
  }
}
