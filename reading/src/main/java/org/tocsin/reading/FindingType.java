// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** What sort of statement a finding is. */
public enum FindingType {
  /** Violence done, or said to be done. */
  ATTACK,
  /** A danger ahead: a plan, an intent, a menace. */
  THREAT,
  /** Somebody telling somebody else of a danger, or telling them what to do about it. */
  WARNING,
  /** An answer to a warning: heeded, dismissed, called a provocation. */
  REACTION,
  /** Somebody saying that they did it. */
  CLAIM,
  /** Somebody saying, on grounds, who did it. */
  ATTRIBUTION,
  /** Somebody saying that it is not so. */
  DENIAL,
  /** Somebody laying blame or complicity, or hinting at it. */
  ACCUSATION,
  /** An attack that was stopped before it happened. */
  FOILED,
  /** Somebody seized by an authority. */
  ARREST,
  /** A step taken for safety: an event called off, a place closed, guards doubled. */
  MEASURE
}
