// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a watcher file. */
enum Column {
  ID("id"),
  NAME("name"),
  KIND("kind"),
  LAT("lat"),
  LON("lon"),
  RADIUS_METRES("radiusMetres"),
  /** Of GeoJSON alone, which has lines. */
  WIDTH_METRES("widthMetres"),
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
  ADDRESS("address"),
  QUIET("quiet"),
  CLEARANCE("clearance");

  /** How many there are. */
  static final int COUNT = values().length;

  /** What a reject file says in front of each line; read by people, not by us. */
  static final String REASON = "reason";

  private static final Map<String, Column> EXACT =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Column::word, column -> column));

  private final String word;

  Column(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Where its cell stands among those of a row. */
  @SuppressWarnings("EnumOrdinal")
  int position() {
    return ordinal();
  }

  /** The column of CSV and NDJSON that a word means. */
  static Optional<Column> find(String word) {
    return findInGeoJson(word).filter(column -> column != WIDTH_METRES);
  }

  /** The property of a feature that a word means. */
  static Optional<Column> findInGeoJson(String word) {
    Column exact = EXACT.get(word);
    if (exact != null) {
      return Optional.of(exact);
    }
    return Words.find(values(), Column::word, word.strip());
  }

  /** Whether this names the reasons of a reject file, which are not read. */
  static boolean isReason(String word) {
    return word.strip().equalsIgnoreCase(REASON);
  }

  static String allWords() {
    return words(column -> column != WIDTH_METRES);
  }

  static String allGeoJsonWords() {
    return words(column -> column != LAT && column != LON && column != POLYGON);
  }

  private static String words(Predicate<Column> wanted) {
    return Stream.of(values()).filter(wanted).map(Column::word).collect(Collectors.joining(", "));
  }
}
