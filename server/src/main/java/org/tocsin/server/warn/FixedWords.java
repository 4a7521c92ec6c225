// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Optional;

/**
 * The words that a letter puts around the text of a warning, by whoever writes letters: a later
 * stage gives a bean. They are translations like phrases, and reviewed like them.
 */
public interface FixedWords {

  /**
   * All of them in a language, as they are read, with dots between.
   *
   * @param language BCP 47; its first part counts
   * @return empty where there are none, and a letter has the English ones
   */
  Optional<String> in(String language);
}
