// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;

/**
 * That somebody says, writes, thinks or wants something. Immutable; all spans lie in {@link
 * Reading#text()}.
 *
 * @param source the whole phrase that names who says it: a name with its title and aside, a
 *     pronoun, a document; absent where the text does not tell ("reportedly")
 * @param named where the source is "who", "which" or "that": the phrase before, which that word
 *     stands for ("officials" in "officials who say")
 * @param cue the words that tell that it is said: a verb with its auxiliaries, "according to"
 * @param content what is said, in one piece or in two around the cue; empty where it is not told
 */
public record Attribution(
    Optional<Span> source, Optional<Span> named, Span cue, List<Span> content) {
  public Attribution {
    content = List.copyOf(content);
  }

  /**
   * The phrase that tells most of who says it: what a relative pronoun stands for, or the source.
   */
  public Optional<Span> speaker() {
    return named.or(() -> source);
  }
}
