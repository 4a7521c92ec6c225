// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** The kind of event (CAP 1.2 §3.2.2). */
public enum Category implements Word {
  /** Geophysical, landslides included. */
  GEO("Geo"),
  /** Meteorological, floods included. */
  MET("Met"),
  /** General emergency and public safety. */
  SAFETY("Safety"),
  /** Law enforcement, military, homeland and local or private security. */
  SECURITY("Security"),
  /** Rescue and recovery. */
  RESCUE("Rescue"),
  /** Fire suppression and rescue. */
  FIRE("Fire"),
  /** Medical and public health. */
  HEALTH("Health"),
  /** Pollution and other harm to the environment. */
  ENV("Env"),
  /** Public and private transport. */
  TRANSPORT("Transport"),
  /** Utilities, telecommunication and other infrastructure. */
  INFRA("Infra"),
  /** Chemical, biological, radiological, nuclear or high-yield explosive threat or attack. */
  CBRNE("CBRNE"),
  /** Anything else. */
  OTHER("Other");

  private static final Words<Category> WORDS = new Words<>(values());

  private final String word;

  Category(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Category> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Category> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
