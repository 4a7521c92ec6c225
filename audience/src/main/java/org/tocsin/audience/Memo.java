// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What cells were found to mean, for columns in which the same few words stand again and again: a
 * timetable is read once, however many rows have it, and they share it. Small texts only, and not
 * too many of them, so that no file fills the memory. Used by one thread.
 */
final class Memo<T> {
  private static final int MAX_TEXTS = 1_000;
  private static final int MAX_LENGTH = 200;

  private final Map<String, T> known = new HashMap<>();

  @Nullable T find(String text) {
    return known.get(text);
  }

  /** Keeps what a text means and gives it back. */
  T keep(String text, T meaning) {
    if (text.length() <= MAX_LENGTH) {
      if (known.size() == MAX_TEXTS) {
        known.clear();
      }
      known.put(text, meaning);
    }
    return meaning;
  }
}
