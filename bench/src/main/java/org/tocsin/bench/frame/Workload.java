// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.util.List;

/**
 * Work that several contenders do.
 *
 * @param name one word
 * @param what the work in a line, with its input
 * @param unit what is counted, in the plural
 * @param shown how the table tells how fast
 * @param entrants who does it; the first is ours
 */
public record Workload(String name, String what, String unit, Shown shown, List<Entrant> entrants) {

  /** How a table tells how fast somebody is. */
  public enum Shown {
    /** So many units a second. */
    RATES,
    /** So many milliseconds a unit. */
    TIMES
  }

  /** A workload of which the rates are shown. */
  public Workload(String name, String what, String unit, List<Entrant> entrants) {
    this(name, what, unit, Shown.RATES, entrants);
  }

  /** Refuses a workload without one of ours to compare with. */
  public Workload {
    entrants = List.copyOf(entrants);
    if (entrants.isEmpty() || entrants.getFirst().role() != Entrant.Role.OURS) {
      throw new IllegalArgumentException(
          "workload " + name + " does not begin with one of ours; the others are compared with it");
    }
  }
}
