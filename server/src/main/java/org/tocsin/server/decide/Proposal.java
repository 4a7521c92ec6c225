// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;

/** A determination as somebody proposes it; the components are those of {@link Determination}. */
public record Proposal(
    VictimClass victims, String policy, List<Answered> answers, DutyResult result, String reasons) {
  /** Copies the answers. */
  public Proposal {
    answers = List.copyOf(answers);
  }
}
