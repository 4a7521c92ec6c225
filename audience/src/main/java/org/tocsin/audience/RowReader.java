// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a watcher of the cells of a row. All faults of a row are reported, not only the first. */
final class RowReader {
  private static final int MAX_ID = 200;
  private static final int MAX_TEXT = 2_000;
  private static final Set<String> KNOWN_LANGUAGES =
      Stream.concat(
              Stream.of(Locale.getISOLanguages()),
              Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage))
          .collect(Collectors.toUnmodifiableSet());

  private final Row row;

  private RowReader(Row row) {
    this.row = row;
  }

  /** The watcher that a row tells of; empty when it was refused, with the problems in the row. */
  static Optional<FileWatcher> read(Row row) {
    FileWatcher watcher = new RowReader(row).watcher();
    return row.isRefused() ? Optional.empty() : Optional.of(watcher);
  }

  private FileWatcher watcher() {
    return new FileWatcher(
        id(),
        text(Column.NAME, MAX_TEXT),
        word(
            Column.KIND,
            WatcherKind.PERSON,
            WatcherKind::find,
            words(WatcherKind.values(), WatcherKind::word)),
        places(),
        preferences(),
        channels());
  }

  /**
   * Reads one cell; a bad one is reported and {@code otherwise} stands in so that the rest of the
   * row is read too.
   */
  private <T> T cell(Column column, T otherwise, CellReader<T> reader) {
    if (!row.has(column)) {
      return otherwise;
    }
    try {
      return reader.read(row.get(column));
    } catch (BadInput bad) {
      row.refuse(column, bad);
      return otherwise;
    }
  }

  private interface CellReader<T> {
    T read(String value) throws BadInput;
  }

  private String id() {
    if (!row.has(Column.ID)) {
      row.refuse(Column.ID, new BadInput("", "id is missing", "give every watcher an id"));
    }
    return text(Column.ID, MAX_ID);
  }

  private String text(Column column, int max) {
    return cell(
        column,
        "",
        value -> {
          if (value.length() > max) {
            throw new BadInput(
                value,
                column.word() + " has " + value.length() + " characters, more than " + max,
                "shorten it");
          }
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new BadInput(
                value.replaceAll("\\p{Cntrl}", "?"),
                column.word() + " holds a control character",
                "remove line breaks, tabs and the like");
          }
          return value;
        });
  }

  private <E> E word(Column column, E otherwise, Function<String, Optional<E>> find, String known) {
    return cell(
        column,
        otherwise,
        value ->
            find.apply(value)
                .orElseThrow(() ->
                    new BadInput(value, column.word() + " is not known", "use one of " + known)));
  }

  private static <E> String words(E[] values, Function<E, String> word) {
    return Stream.of(values).map(word).collect(Collectors.joining(", "));
  }

  private List<Place> places() {
    List<Shape> shapes = new ArrayList<>();
    Optional<Shape> pointRadius = pointRadius();
    pointRadius.ifPresent(shapes::add);
    Optional<Shape> polygons =
        cell(
            Column.POLYGON,
            Optional.empty(),
            value -> Optional.of(new Shape.Polygons(Wkt.parse(value))));
    polygons.ifPresent(shapes::add);
    When when = when();
    boolean sayWhere = row.has(Column.LAT) || row.has(Column.LON) || row.has(Column.POLYGON);
    if (!sayWhere
        && (row.has(Column.FROM) || row.has(Column.UNTIL) || row.has(Column.OPENING_HOURS))) {
      row.refuse(
          new BadInput(
              "", "row has times but no place", "give lat and lon, or a polygon, in the same row"));
    }
    return shapes.stream().map(shape -> new Place(shape, when)).toList();
  }

  private Optional<Shape> pointRadius() {
    if (row.has(Column.LAT) != row.has(Column.LON)) {
      Column missing = row.has(Column.LAT) ? Column.LON : Column.LAT;
      row.refuse(
          missing, new BadInput("", missing.word() + " is missing", "give lat and lon together"));
    }
    if (row.has(Column.RADIUS_METRES) && !row.has(Column.LAT) && !row.has(Column.LON)) {
      row.refuse(
          Column.RADIUS_METRES,
          new BadInput(
              row.get(Column.RADIUS_METRES),
              "radiusMetres has no position",
              "give lat and lon too"));
    }
    double latitude =
        number(Column.LAT, -90, 90, "degrees; check that lat and lon are not swapped");
    double longitude = number(Column.LON, -180, 180, "degrees");
    double radius =
        number(
            Column.RADIUS_METRES,
            0,
            Shape.PointRadius.MAX_RADIUS_METRES,
            "metres; draw a polygon for more");
    return row.has(Column.LAT) && row.has(Column.LON)
        ? Optional.of(Shape.pointRadius(latitude, longitude, radius))
        : Optional.empty();
  }

  private double number(Column column, double min, double max, String unit) {
    return cell(
        column,
        0.0,
        value -> {
          double number = Numbers.parse(value);
          if (!(number >= min && number <= max)) {
            throw new BadInput(
                value,
                column.word() + " is out of range",
                "give " + Numbers.plain(min) + " to " + Numbers.plain(max) + " " + unit);
          }
          return number;
        });
  }

  private When when() {
    Instant from = cell(Column.FROM, Instant.MIN, RowReader::instant);
    Instant until = cell(Column.UNTIL, Instant.MAX, RowReader::instant);
    When hours =
        cell(Column.OPENING_HOURS, When.always(), value -> OpeningHours.parse(value, zone()));
    if (row.has(Column.ZONE) && !row.has(Column.OPENING_HOURS)) {
      zone();
    }
    if (until.isBefore(from)) {
      row.refuse(
          Column.UNTIL,
          new BadInput(row.get(Column.UNTIL), "until is before from", "swap or correct them"));
      return When.always();
    }
    if (!row.has(Column.FROM) && !row.has(Column.UNTIL)) {
      return hours;
    }
    When.Interval interval = new When.Interval(from, until);
    return hours instanceof When.WeeklyHours weekly
        ? new When.WeeklyWithin(interval, weekly)
        : interval;
  }

  private ZoneId zone() {
    return cell(Column.ZONE, ZoneOffset.UTC, RowReader::zone);
  }

  static ZoneId zone(String value) throws BadInput {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw new BadInput(
          value,
          "time zone is not known",
          "use a name such as Europe/Moscow or an offset such as +03:00");
    }
  }

  private static Instant instant(String value) throws BadInput {
    try {
      return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeParseException e) {
      throw isLocalTime(value)
          ? new BadInput(value, "time has no zone", "add Z or an offset: " + value + "+03:00")
          : new BadInput(value, "time cannot be read", "write it as 2026-03-07T18:00:00+03:00");
    }
  }

  private static boolean isLocalTime(String value) {
    try {
      return LocalDateTime.parse(value) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Preferences preferences() {
    return new Preferences(
        cell(Column.CATEGORIES, Set.of(), RowReader::categories),
        word(
            Column.MIN_SEVERITY,
            Severity.UNKNOWN,
            Severity::find,
            words(Severity.values(), Severity::word)),
        word(
            Column.MIN_URGENCY,
            Urgency.UNKNOWN,
            Urgency::find,
            words(Urgency.values(), Urgency::word)),
        word(
            Column.MIN_CERTAINTY,
            Certainty.UNKNOWN,
            Certainty::find,
            words(Certainty.values(), Certainty::word)),
        languages());
  }

  private static Set<Category> categories(String value) throws BadInput {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (String word : list(value)) {
      categories.add(
          Category.find(word)
              .orElseThrow(() ->
                  new BadInput(
                      word,
                      "category is not known",
                      "use one of " + words(Category.values(), Category::word))));
    }
    return categories;
  }

  private List<String> languages() {
    return cell(
        Column.LANGUAGES,
        List.of(),
        value -> {
          List<String> tags = new ArrayList<>();
          for (String word : list(value)) {
            @Nullable String tag = language(word);
            if (tag != null && !tags.contains(tag)) {
              tags.add(tag);
            }
          }
          return tags;
        });
  }

  /**
   * The tag in its usual spelling. One that is well formed but unknown costs a warning, not the
   * watcher.
   */
  private @Nullable String language(String word) throws BadInput {
    Locale locale;
    try {
      locale = new Locale.Builder().setLanguageTag(word).build();
    } catch (IllformedLocaleException e) {
      throw new BadInput(word, "language is no BCP 47 tag", "write it as en, pt-BR or zh-Hant");
    }
    if (KNOWN_LANGUAGES.contains(locale.getLanguage())) {
      return locale.toLanguageTag();
    }
    row.warn(
        Column.LANGUAGES.word(),
        new BadInput(
            word,
            "language is not known and was left out",
            "check the tag, such as en, pt-BR or zh-Hant"));
    return null;
  }

  private static List<String> list(String value) {
    return Stream.of(value.split("\\|", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private List<FileWatcher.Channel> channels() {
    String channel = text(Column.CHANNEL, MAX_ID);
    String address = text(Column.ADDRESS, MAX_TEXT);
    if (row.has(Column.CHANNEL) != row.has(Column.ADDRESS)) {
      Column missing = row.has(Column.CHANNEL) ? Column.ADDRESS : Column.CHANNEL;
      row.refuse(
          missing,
          new BadInput("", missing.word() + " is missing", "give channel and address together"));
    }
    return channel.isEmpty() || address.isEmpty()
        ? List.of()
        : List.of(new FileWatcher.Channel(channel, address));
  }
}
