// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest texts, to find those that tell the same story as another without comparing it with
 * all. Holds at most as many as it is told to, each with at most 64 keys, and lets the oldest go;
 * adding and finding take time linear in the text and do not grow with the number held. Texts that
 * share few of their words but a whole passage are found only where their signatures share a key:
 * for those, index {@link Signature#fingerprints}.
 *
 * <p>Safe for use by several threads.
 *
 * @param <K> what names a text
 */
public final class Stories<K> {
  /** How many of those that share a key are looked at: stock phrases have keys as well. */
  private static final int MOST_A_KEY = 32;

  private final int most;
  private final Map<K, Signature> held = new LinkedHashMap<>();
  private final Map<Long, Deque<K>> byKey = new HashMap<>();

  /**
   * A text that tells the same story.
   *
   * @param key what names it
   * @param story how far, and why; the text that was looked for is the first of the two
   */
  public record Match<K>(K key, SameStory story) {}

  /**
   * Holds nothing yet.
   *
   * @param most how many texts it holds, 1 or more
   */
  public Stories(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("stories must be at least 1, not " + most);
    }
    this.most = most;
  }

  /** Adds a text; one of the same name is replaced. */
  public synchronized void add(K name, Signature signature) {
    remove(name);
    if (held.size() == most) {
      remove(held.keySet().iterator().next());
    }
    held.put(name, signature);
    for (Long key : signature.keys()) {
      Deque<K> names = byKey.computeIfAbsent(key, _ -> new ArrayDeque<>(2));
      names.addLast(name);
      if (names.size() > MOST_A_KEY) {
        names.removeFirst();
      }
    }
  }

  /** Forgets a text; one that is not held is no fault. */
  public synchronized void remove(K name) {
    Signature old = held.remove(name);
    if (old != null) {
      for (Long key : old.keys()) {
        Deque<K> names = byKey.get(key);
        if (names != null) {
          names.remove(name);
          if (names.isEmpty()) {
            byKey.remove(key);
          }
        }
      }
    }
  }

  /** How many texts are held. */
  public synchronized int size() {
    return held.size();
  }

  /** The held texts that tell the same story ({@link SameStory#isSame}), the most alike first. */
  public List<Match<K>> find(Signature signature) {
    List<Match<K>> found = new ArrayList<>();
    for (Map.Entry<K, Signature> candidate : candidates(signature).entrySet()) {
      SameStory story = SameStory.of(signature, candidate.getValue());
      if (story.isSame()) {
        found.add(new Match<>(candidate.getKey(), story));
      }
    }
    found.sort(Comparator.comparingInt((Match<K> match) -> match.story().percent()).reversed());
    return found;
  }

  private synchronized Map<K, Signature> candidates(Signature signature) {
    Set<K> names = new HashSet<>();
    Map<K, Signature> candidates = new LinkedHashMap<>();
    for (Long key : signature.keys()) {
      for (K name : byKey.getOrDefault(key, new ArrayDeque<>())) {
        Signature there = held.get(name);
        if (there != null && names.add(name)) {
          candidates.put(name, there);
        }
      }
    }
    return candidates;
  }
}
