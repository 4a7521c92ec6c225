// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** The columns of a watcher file. */
enum Column {
  ID("id"),
  NAME("name"),
  KIND("kind"),
  LAT("lat"),
  LON("lon"),
  RADIUS_METRES("radiusMetres"),
  POLYGON("polygon"),
  FROM("from"),
  UNTIL("until"),
  OPENING_HOURS("openingHours"),
  ZONE("zone"),
  CATEGORIES("categories"),
  MIN_SEVERITY("minSeverity"),
  MIN_URGENCY("minUrgency"),
  MIN_CERTAINTY("minCertainty"),
  LANGUAGES("languages"),
  CHANNEL("channel"),
  ADDRESS("address");

  private final String word;

  Column(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Optional<Column> find(String word) {
    return Words.find(values(), Column::word, word.strip());
  }

  static String allWords() {
    StringBuilder words = new StringBuilder();
    for (Column column : values()) {
      words.append(words.isEmpty() ? "" : ", ").append(column.word);
    }
    return words.toString();
  }
}
