// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;
import java.util.function.Function;

/** Looks values up by their word. */
final class Words {
  private Words() {}

  static <E> Optional<E> find(E[] values, Function<E, String> wordOf, String word) {
    for (E value : values) {
      if (wordOf.apply(value).equalsIgnoreCase(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
