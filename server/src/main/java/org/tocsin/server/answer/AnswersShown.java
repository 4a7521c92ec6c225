// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.List;
import org.tocsin.server.kernel.WarningId;

/**
 * A warning's answers as pages show them.
 *
 * @param id which warning
 * @param headline its first headline
 * @param summary the counts
 * @param help the first of those who need help
 */
public record AnswersShown(WarningId id, String headline, Answered summary, List<AnswerLine> help) {
  /** Copies the list. */
  public AnswersShown {
    help = List.copyOf(help);
  }
}
