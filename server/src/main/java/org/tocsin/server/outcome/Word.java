// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A word of a closed list, as tables and the API write it. */
public interface Word {

  /** For example {@code atLeast}. */
  String word();

  /** What people read, for example {@code at least}. */
  default String label() {
    return word().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  /** The value of this word; {@code atLeast}, {@code at-least} and {@code AT_LEAST} are one. */
  static <E extends Enum<E> & Word> Optional<E> find(Class<E> list, String text) {
    String wanted = bare(text);
    return Arrays.stream(list.getEnumConstants())
        .filter(each -> bare(each.word()).equals(wanted))
        .findFirst();
  }

  /** The value of a word that this program wrote itself. */
  static <E extends Enum<E> & Word> E get(Class<E> list, String word) {
    return find(list, word)
        .orElseThrow(
            () -> new IllegalStateException("no " + list.getSimpleName() + " is called " + word));
  }

  /** Every word of a list, for messages. */
  static <E extends Enum<E> & Word> String all(Class<E> list) {
    return Arrays.stream(list.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
  }

  private static String bare(String text) {
    return text.strip().replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }
}
