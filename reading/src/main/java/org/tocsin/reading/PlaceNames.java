// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What places are called in one language, where the gazetteer lacks the name or leads elsewhere by
 * it ("Colonia" is Cologne to a Spanish paper). Immutable.
 */
final class PlaceNames {
  private final Map<String, List<Gazetteer.Entry>> byKey = new HashMap<>();

  /**
   * The names of {@code place-names.LANGUAGE.tsv}.
   *
   * @throws IllegalStateException if a row names a place that the gazetteer does not know
   */
  PlaceNames(String language, Gazetteer gazetteer) {
    String table = "place-names." + language + ".tsv";
    for (List<String> row : Lexicon.table(table, 2)) {
      Gazetteer.Entry place =
          place(row.get(0), gazetteer)
              .orElseThrow(() -> new IllegalStateException(table + ": no place is " + row.get(0)));
      for (String name : Lexicon.list(row.get(1))) {
        byKey.put(Gazetteer.key(name), List.of(place));
      }
    }
  }

  private static Optional<Gazetteer.Entry> place(String which, Gazetteer gazetteer) {
    int slash = which.indexOf('/');
    if (slash < 0) {
      return which.length() == 2 ? gazetteer.country(which) : gazetteer.division(which);
    }
    String country = which.substring(slash + 1);
    return gazetteer.find(which.substring(0, slash)).stream()
        .filter(e -> e.country().equals(country))
        .max(
            Comparator.comparing((Gazetteer.Entry e) -> e.kind() == PlaceKind.TOWN)
                .thenComparingLong(Gazetteer.Entry::population))
        .map(e -> e.index() < 0 ? e : gazetteer.entry(e.index(), false));
  }

  /** The place of that name; nothing where the language has no name of its own for one. */
  Optional<List<Gazetteer.Entry>> find(String name) {
    return Optional.ofNullable(byKey.get(Gazetteer.key(name)));
  }
}
