// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.List;

/**
 * A run of words that may fill a role, with all its occurrences.
 *
 * @param key its words as answers are compared: lower case, no articles, no marks
 * @param from first word of each occurrence, in order of the text
 * @param length how many words it has
 */
record Candidate(String key, List<Integer> from, int length) {
  Candidate {
    from = List.copyOf(from);
  }

  /** The first occurrence's first word. */
  int first() {
    return from.getFirst();
  }
}
