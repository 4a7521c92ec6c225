// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;
import java.util.Set;

/** What sort of danger it is, in the words of CAP 1.2 §3.2.2. */
public enum Category {
  /** Geophysical, landslides included. */
  GEO("Geo"),
  /** Weather, floods included. */
  MET("Met"),
  /** General emergency and public safety. */
  SAFETY("Safety"),
  /** Law enforcement, military, homeland and private security. */
  SECURITY("Security"),
  /** Rescue and recovery. */
  RESCUE("Rescue"),
  /** Fire suppression and rescue. */
  FIRE("Fire"),
  /** Medical and public health. */
  HEALTH("Health"),
  /** Pollution and other environmental danger. */
  ENV("Env"),
  /** Public and private transport. */
  TRANSPORT("Transport"),
  /** Utilities, telecommunications and other infrastructure. */
  INFRA("Infra"),
  /** Chemical, biological, radiological, nuclear or high-yield explosive. */
  CBRNE("CBRNE"),
  /** Anything else. */
  OTHER("Other");

  private final String word;

  Category(String word) {
    this.word = word;
  }

  /** The word as it is written in CAP messages and watcher files. */
  public String word() {
    return word;
  }

  /** The value that {@code word} means, whatever its case; empty when there is none. */
  public static Optional<Category> find(String word) {
    return Words.find(values(), Category::word, word);
  }

  /** A bit for each category of a set. */
  @SuppressWarnings("EnumOrdinal")
  static int bits(Set<Category> categories) {
    int bits = 0;
    for (Category category : categories) {
      bits |= 1 << category.ordinal();
    }
    return bits;
  }
}
