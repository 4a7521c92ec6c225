// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.cap.convert.AlertText;

/** The words around a text that a machine reads aloud. */
@Component
class SpokenWords implements FixedWords {

  /** The channel of its previews. */
  static final String ALOUD = "read aloud by a machine";

  @Override
  public String name() {
    return "spoken";
  }

  @Override
  public String by() {
    return "machines that read it aloud";
  }

  @Override
  public List<String> channels() {
    return List.of(ALOUD);
  }

  @Override
  public Optional<String> in(String language) {
    return Optional.of(String.join(" · ", AlertText.fixedWords(language)))
        .filter(words -> !words.isEmpty());
  }
}
