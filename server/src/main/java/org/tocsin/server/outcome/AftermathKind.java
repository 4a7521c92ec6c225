// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/** What was done after a warning or an event, or is said to have been done. */
public enum AftermathKind implements Word {
  /** A plot that somebody says was foiled; it is true as far as whoever says so is. */
  FOILED_PLOT("foiledPlot"),
  /** People were arrested. */
  ARREST("arrest"),
  /** Somebody was charged. */
  CHARGE("charge"),
  /** A trial began or went on. */
  TRIAL("trial"),
  /** A court decided. */
  VERDICT("verdict"),
  /** Somebody was let go. */
  RELEASE("release"),
  /** Something was forbidden or limited. */
  RESTRICTION("restriction"),
  /** Forces were called up or moved. */
  MOBILISATION("mobilisation"),
  /** A place was closed or an event called off. */
  CLOSURE("closure"),
  /** People were brought away. */
  EVACUATION("evacuation"),
  /** Guards or controls were added. */
  PROTECTION("protection"),
  /** An inquiry was opened or told. */
  INQUIRY("inquiry"),
  /** Something else. */
  OTHER("other");

  private final String word;

  AftermathKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
