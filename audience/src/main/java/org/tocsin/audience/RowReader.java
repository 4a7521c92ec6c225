// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes watchers of the cells of rows. All faults of a row are reported, not only the first. One
 * for a file, used by one thread: it remembers what cells mean, because wishes, timetables and
 * languages of a file are few.
 */
final class RowReader {
  private static final int MAX_ID = 200;
  private static final int MAX_TEXT = 2_000;
  private static final Set<String> KNOWN_LANGUAGES =
      Stream.concat(
              Stream.of(Locale.getISOLanguages()),
              Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage))
          .collect(Collectors.toUnmodifiableSet());

  private final Memo<When> hoursKnown = new Memo<>();
  private final Memo<Set<Category>> categoriesKnown = new Memo<>();
  private final Memo<List<String>> languagesKnown = new Memo<>();
  private Preferences last = Preferences.everything();
  private Row row = new Row(0);

  /** The watcher that a row tells of; empty when it was refused, with the problems in the row. */
  Optional<FileWatcher> read(Row next) {
    row = next;
    FileWatcher watcher = watcher();
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
            () -> words(WatcherKind.values(), WatcherKind::word)),
        places(),
        preferences(),
        channels(),
        text(Column.CLEARANCE, MAX_TEXT));
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
    if (row.lacks(Column.ID)) {
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
          requireText(column, value);
          return value;
        });
  }

  private static void requireText(Column column, String value) throws BadInput {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        throw new BadInput(
            value.replaceAll("\\p{Cntrl}", "?"),
            column.word() + " holds a control character",
            "remove line breaks, tabs and the like");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < value.length() ? value.charAt(i + 1) : 'x')) {
          throw new BadInput(
              value.substring(0, i),
              column.word() + " holds half a character at " + (i + 1),
              "write characters beyond U+FFFF as they are, or as both halves");
        }
        i++;
      }
    }
  }

  private <E> E word(
      Column column, E otherwise, Function<String, Optional<E>> find, Supplier<String> known) {
    return cell(
        column,
        otherwise,
        value ->
            find.apply(value)
                .orElseThrow(() ->
                    new BadInput(
                        value, column.word() + " is not known", "use one of " + known.get())));
  }

  private static <E> String words(E[] values, Function<E, String> word) {
    return Stream.of(values).map(word).collect(Collectors.joining(", "));
  }

  private List<Place> places() {
    Optional<GeoJsonGeometry> geometry = row.geometry();
    List<Shape> shapes = geometry.isPresent() ? shapes(geometry.get()) : shapesOfCells();
    When when = when();
    if (shapes.isEmpty() && !saysWhere() && saysTimes()) {
      row.refuse(
          new BadInput(
              "", "row has times but no place", "give lat and lon, or a polygon, in the same row"));
    }
    List<Place> places = new ArrayList<>(shapes.size());
    for (Shape shape : shapes) {
      places.add(new Place(shape, when));
    }
    return places;
  }

  private boolean saysWhere() {
    return row.geometry().isPresent()
        || row.isGeometryRefused()
        || !row.lacks(Column.LAT)
        || !row.lacks(Column.LON)
        || !row.lacks(Column.POLYGON);
  }

  private boolean saysTimes() {
    return row.has(Column.FROM) || row.has(Column.UNTIL) || row.has(Column.OPENING_HOURS);
  }

  private List<Shape> shapes(GeoJsonGeometry geometry) {
    double radius = radius();
    double width =
        number(
            Column.WIDTH_METRES,
            0,
            Shape.Corridor.MAX_WIDTH_METRES,
            "metres; draw a polygon for more");
    if (radius > 0 && !geometry.hasPointOrLine()) {
      refuseMeasure(Column.RADIUS_METRES, "no point and no line", "give it a Point");
    }
    if (width > 0 && !geometry.hasLine()) {
      refuseMeasure(Column.WIDTH_METRES, "no line", "give it a LineString");
    }
    try {
      return geometry.shapes(radius, row.has(Column.WIDTH_METRES) ? width : 2 * radius);
    } catch (BadInput bad) {
      row.refuseGeometry(bad);
      return List.of();
    }
  }

  private void refuseMeasure(Column column, String missing, String remedy) {
    row.refuse(
        column,
        new BadInput(
            row.get(column),
            column.word() + " is given, but the geometry has " + missing,
            remedy + ", or leave it out"));
  }

  private double radius() {
    return number(
        Column.RADIUS_METRES,
        0,
        Shape.PointRadius.MAX_RADIUS_METRES,
        "metres; draw a polygon for more");
  }

  private List<Shape> shapesOfCells() {
    List<Shape> shapes = new ArrayList<>();
    Optional<Shape> pointRadius = pointRadius();
    pointRadius.ifPresent(shapes::add);
    Optional<Shape> polygons =
        cell(
            Column.POLYGON,
            Optional.empty(),
            value -> Optional.of(new Shape.Polygons(Wkt.parse(value))));
    polygons.ifPresent(shapes::add);
    return shapes;
  }

  private Optional<Shape> pointRadius() {
    if (row.lacks(Column.LAT) != row.lacks(Column.LON)) {
      Column missing = row.lacks(Column.LON) ? Column.LON : Column.LAT;
      row.refuse(
          missing, new BadInput("", missing.word() + " is missing", "give lat and lon together"));
    }
    if (row.has(Column.RADIUS_METRES) && row.lacks(Column.LAT) && row.lacks(Column.LON)) {
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
    double radius = radius();
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
    Instant from = cell(Column.FROM, Instant.MIN, Rfc3339::parse);
    Instant until = cell(Column.UNTIL, Instant.MAX, Rfc3339::parse);
    When hours = cell(Column.OPENING_HOURS, When.always(), this::hours);
    if (row.has(Column.ZONE) && !row.has(Column.OPENING_HOURS) && !row.has(Column.QUIET)) {
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

  private When hours(String value) throws BadInput {
    When known = row.has(Column.ZONE) ? null : hoursKnown.find(value);
    if (known != null) {
      return known;
    }
    When read = OpeningHours.parse(value, zone());
    return row.has(Column.ZONE) ? read : hoursKnown.keep(value, read);
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

  private Preferences preferences() {
    Preferences read =
        new Preferences(
            cell(Column.CATEGORIES, Set.of(), this::categories),
            word(
                Column.MIN_SEVERITY,
                Severity.UNKNOWN,
                Severity::find,
                () -> words(Severity.values(), Severity::word)),
            word(
                Column.MIN_URGENCY,
                Urgency.UNKNOWN,
                Urgency::find,
                () -> words(Urgency.values(), Urgency::word)),
            word(
                Column.MIN_CERTAINTY,
                Certainty.UNKNOWN,
                Certainty::find,
                () -> words(Certainty.values(), Certainty::word)),
            languages());
    // Rows one after another often ask for the same.
    last = read.equals(last) ? last : read;
    return last;
  }

  private Set<Category> categories(String value) throws BadInput {
    Set<Category> known = categoriesKnown.find(value);
    if (known != null) {
      return known;
    }
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
    return categoriesKnown.keep(value, Set.copyOf(categories));
  }

  private List<String> languages() {
    return cell(Column.LANGUAGES, List.of(), this::languages);
  }

  private List<String> languages(String value) throws BadInput {
    List<String> known = languagesKnown.find(value);
    if (known != null) {
      return known;
    }
    int problems = row.problems().size();
    List<String> tags = new ArrayList<>();
    for (String word : list(value)) {
      @Nullable String tag = language(word);
      if (tag != null && !tags.contains(tag)) {
        tags.add(tag);
      }
    }
    // What costs a warning is read again in the next row, so that it is told again.
    return row.problems().size() > problems ? tags : languagesKnown.keep(value, List.copyOf(tags));
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

  /** Hours of the week at which a message may wait; not all of them, or it would never come. */
  private @Nullable When quiet() {
    When always = When.always();
    When read = cell(Column.QUIET, always, this::quiet);
    return read.equals(always) ? null : read;
  }

  private When quiet(String value) throws BadInput {
    When read = hours(value);
    if (read.equals(When.always())) {
      throw new BadInput(
          value,
          "quiet hours are all hours",
          "give hours like Mo-Su 22:00-07:00 @ Europe/Moscow, or leave the channel out");
    }
    return read;
  }

  private List<FileWatcher.Channel> channels() {
    String channel = text(Column.CHANNEL, MAX_ID);
    String address = text(Column.ADDRESS, MAX_TEXT);
    if (row.lacks(Column.CHANNEL) != row.lacks(Column.ADDRESS)) {
      Column missing = row.lacks(Column.ADDRESS) ? Column.ADDRESS : Column.CHANNEL;
      row.refuse(
          missing,
          new BadInput("", missing.word() + " is missing", "give channel and address together"));
    }
    return channel.isEmpty() || address.isEmpty()
        ? List.of()
        : List.of(new FileWatcher.Channel(channel, address, quiet()));
  }
}
