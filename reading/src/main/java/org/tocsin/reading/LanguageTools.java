// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * What reads texts of one language: English comes first, the others are opened when the first text
 * in them comes. A language needs {@code times}, {@code figures}, {@code numbers}, {@code
 * place-signs}, {@code place-names} and {@code groups} tables of its own, and a row of {@code
 * languages.tsv}.
 */
record LanguageTools(
    PlaceFinder placeFinder,
    Optional<PlaceNames> placeNames,
    TimeLanguage timeLanguage,
    FigureFinder figureFinder) {

  static LanguageTools of(String language, Gazetteer gazetteer) {
    return new LanguageTools(
        new PlaceFinder(gazetteer, language),
        language.equals(TextLanguage.DEFAULT)
            ? Optional.empty()
            : Optional.of(new PlaceNames(language, gazetteer)),
        TimeLanguage.of(language),
        new FigureFinder(language));
  }
}
