// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks up the values of one closed list of CAP by their words. Immutable. */
final class Words<T extends Word> {
  private final Map<String, T> exact = new LinkedHashMap<>();
  private final Map<String, T> folded = new LinkedHashMap<>();

  Words(T[] values) {
    for (T value : values) {
      exact.put(value.word(), value);
      folded.put(value.word().toLowerCase(Locale.ROOT), value);
    }
  }

  Optional<T> find(String word) {
    return Optional.ofNullable(exact.get(word));
  }

  Optional<T> findIgnoringCase(String word) {
    return Optional.ofNullable(folded.get(word.toLowerCase(Locale.ROOT)));
  }
}
