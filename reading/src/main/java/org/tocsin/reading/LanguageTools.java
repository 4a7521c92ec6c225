// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.Set;

/**
 * What reads texts of one language: English comes first, the others are opened when the first text
 * in them comes. A language needs {@code times}, {@code figures}, {@code numbers}, {@code
 * place-signs}, {@code place-names} and {@code groups} tables of its own, and a row of {@code
 * languages.tsv} by which {@link LanguageGuess} knows it.
 */
record LanguageTools(
    String language,
    PlaceFinder placeFinder,
    Optional<PlaceNames> placeNames,
    TimeLanguage timeLanguage,
    FigureFinder figureFinder) {

  /** What a text is taken for that is in none of them, or does not tell. */
  static final String DEFAULT = "en";

  /** The languages that have all their tables, by tags of BCP 47. */
  static final Set<String> LANGUAGES = Set.of(DEFAULT, "es");

  static LanguageTools of(String language, TimeLanguage times, Gazetteer gazetteer) {
    return new LanguageTools(
        language,
        new PlaceFinder(gazetteer, language),
        language.equals(DEFAULT)
            ? Optional.empty()
            : Optional.of(new PlaceNames(language, gazetteer)),
        times,
        new FigureFinder(language));
  }
}
