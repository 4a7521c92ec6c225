// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** What a figure counts. */
public enum FigureKind implements Word {
  /** Dead, attackers not counted. */
  KILLED("killed"),
  /** Hurt. */
  WOUNDED("wounded"),
  /** Not found. */
  MISSING("missing"),
  /** Held. */
  HOSTAGES("hostages"),
  /** Brought out. */
  RESCUED("rescued"),
  /** Driven from their homes, or evacuated. */
  DISPLACED("displaced"),
  /** Arrested. */
  ARRESTED("arrested"),
  /** Who carried it out. */
  ATTACKERS("attackers"),
  /** Attackers who died. */
  ATTACKERS_KILLED("attackersKilled"),
  /** Households without electricity. */
  HOUSEHOLDS_WITHOUT_POWER("householdsWithoutPower"),
  /** Households without water. */
  HOUSEHOLDS_WITHOUT_WATER("householdsWithoutWater"),
  /** Households without heating. */
  HOUSEHOLDS_WITHOUT_HEATING("householdsWithoutHeating"),
  /** Buildings damaged or destroyed. */
  BUILDINGS_DAMAGED("buildingsDamaged");

  private final String word;

  FigureKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
