// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;
import java.util.Set;

/**
 * What a watcher wants to be warned of. {@link Severity#UNKNOWN} and its siblings, as a minimum,
 * ask for everything.
 *
 * @param categories sorts of danger; empty means all
 * @param minSeverity the least severity
 * @param minUrgency the least urgency
 * @param minCertainty the least certainty
 * @param languages BCP 47 tags of the languages to be warned in, best first. They choose the words
 *     of a warning and never decide whether somebody is warned.
 */
public record Preferences(
    Set<Category> categories,
    Severity minSeverity,
    Urgency minUrgency,
    Certainty minCertainty,
    List<String> languages) {
  private static final Preferences EVERYTHING =
      new Preferences(Set.of(), Severity.UNKNOWN, Urgency.UNKNOWN, Certainty.UNKNOWN, List.of());

  /** Copies its collections. */
  public Preferences {
    categories = Set.copyOf(categories);
    languages = List.copyOf(languages);
  }

  /** Wants every warning, in any language. */
  public static Preferences everything() {
    return EVERYTHING;
  }

  /** These preferences with other categories. */
  public Preferences withCategories(Set<Category> others) {
    return new Preferences(others, minSeverity, minUrgency, minCertainty, languages);
  }

  /** These preferences with another least severity. */
  public Preferences withMinSeverity(Severity other) {
    return new Preferences(categories, other, minUrgency, minCertainty, languages);
  }

  /** These preferences with other languages. */
  public Preferences withLanguages(List<String> others) {
    return new Preferences(categories, minSeverity, minUrgency, minCertainty, others);
  }
}
