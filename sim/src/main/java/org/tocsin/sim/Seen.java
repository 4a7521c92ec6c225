// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a key was seen, for the latest keys only, so that memory stays bounded. Thread-safe.
 */
final class Seen {
  private final Map<String, Integer> counts;

  Seen(int maxKeys) {
    counts =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > maxKeys;
          }
        };
  }

  /** Counts one more and returns how often the key was seen now, from 1. */
  synchronized int count(String key) {
    return counts.merge(key, 1, Integer::sum);
  }
}
