// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.OfficerId;

/**
 * What a determination rests on, what it takes for it to hold, and who agreed so far.
 *
 * @param assessment the version of the assessment that its author saw; 0 when there was none
 * @param evidence for answers and ground
 * @param fields what the policy wants the record to say, by the field's id
 * @param asked what it takes
 * @param byClock whether it is the default of a clock that ran out
 * @param agreed who agreed, in order
 */
public record Basis(
    int assessment,
    List<Evidence> evidence,
    Map<String, String> fields,
    DutyTest.Agreement asked,
    boolean byClock,
    List<Agreed> agreed) {

  /** Copies lists and map. */
  public Basis {
    evidence = List.copyOf(evidence);
    fields = Map.copyOf(fields);
    agreed = List.copyOf(agreed);
  }

  /**
   * One agreement.
   *
   * @param post the post that this person held, where the policy asks for it
   * @param standingFor who let them act in it
   */
  public record Agreed(
      OfficerId by, Instant at, Optional<String> post, Optional<OfficerId> standingFor) {}
}
