// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;

/**
 * A determination as pages show it.
 *
 * @param made the determination itself
 * @param policyTitle what people call the duty test
 * @param citation the rule behind it
 * @param result the result in words, a waiver's ground word for word
 * @param proposedBy the author's name
 * @param settledBy the name of whoever agreed or sent it back; empty while proposed
 * @param lines question, answer, reason
 */
public record DeterminationShown(
    Determination made,
    String policyTitle,
    String citation,
    String result,
    String proposedBy,
    String settledBy,
    List<Line> lines) {

  /** Copies the lines. */
  public DeterminationShown {
    lines = List.copyOf(lines);
  }

  /** One question with its answer. */
  public record Line(String question, String answer, String reason) {}
}
