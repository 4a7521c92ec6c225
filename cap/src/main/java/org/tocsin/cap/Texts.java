// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;
import java.util.Optional;

/** Text values as the model keeps them. */
final class Texts {
  private Texts() {}

  /**
   * The text without XML white space around it. Other white space stays: an ideographic space
   * begins a paragraph in Chinese.
   */
  static String trimmed(String text) {
    return text.trim();
  }

  /** The trimmed text, or nothing when it is blank: CAP leaves empty elements out. */
  static Optional<String> present(Optional<String> text) {
    return text.map(Texts::trimmed).filter(value -> !value.isEmpty());
  }

  /** The trimmed texts without the blank ones. */
  static List<String> present(List<String> texts) {
    return texts.stream().map(Texts::trimmed).filter(value -> !value.isEmpty()).toList();
  }
}
