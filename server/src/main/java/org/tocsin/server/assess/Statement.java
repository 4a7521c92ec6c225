// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.List;

/**
 * One sentence of an assessment.
 *
 * @param text the sentence
 * @param cites what it rests on; at least one
 */
public record Statement(String text, List<Citation> cites) {
  /** Copies the citations. */
  public Statement {
    cites = List.copyOf(cites);
  }
}
