// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;
import java.util.Map;

/**
 * A determination as somebody proposes it; the first components are those of {@link Determination}.
 *
 * @param evidence what answers and ground rest on
 * @param fields what the policy wants the record to say besides, by the field's id
 */
public record Proposal(
    VictimClass victims,
    String policy,
    List<Answered> answers,
    DutyResult result,
    String reasons,
    List<Evidence> evidence,
    Map<String, String> fields) {
  /** Copies lists and map. */
  public Proposal {
    answers = List.copyOf(answers);
    evidence = List.copyOf(evidence);
    fields = Map.copyOf(fields);
  }
}
