// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

/**
 * A line of the quarantine's page.
 *
 * @param title what the number of its refusal means
 * @param remedy what is to be done; empty where the number is not known any more
 */
public record QuarantineLine(Quarantined kept, String title, String remedy) {

  private static final String KEPT = " The bytes are kept in quarantine.";

  static QuarantineLine of(Quarantined kept) {
    for (CollectProblem each : CollectProblem.values()) {
      if (each.number().equals(kept.problem())) {
        return new QuarantineLine(kept, each.title(), each.remedy().replace(KEPT, ""));
      }
    }
    return new QuarantineLine(kept, "It cannot be read", "");
  }
}
