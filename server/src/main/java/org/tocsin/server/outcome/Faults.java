// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;

/**
 * Reads the fields of an input and gathers everything that is wrong with them. A faulty field gives
 * a placeholder, which {@link #check} keeps from being used. Not thread-safe.
 */
final class Faults {

  static final int LINE = 200;
  static final int TEXT = 2_000;

  private static final int LIST_MAX = 20;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private final List<Fault> list = new ArrayList<>();
  private final Instant now;

  Faults(Instant now) {
    this.now = now;
  }

  void add(String where, String value, String message, String remedy) {
    list.add(new Fault(where, Problem.shorten(value), message, remedy));
  }

  /** A text that must be there. */
  String text(String field, @Nullable String value, int most) {
    String text = optional(field, value, most);
    if (text.isEmpty() && (value == null || value.isBlank())) {
      add(field, "", "is missing", "write 1 to %d characters".formatted(most));
    }
    return text;
  }

  /** A text that may be left out. */
  String optional(String field, @Nullable String value, int most) {
    String text = value == null ? "" : value.strip();
    if (text.length() > most) {
      add(field, text, "has %d characters".formatted(text.length()), "write at most " + most);
      return "";
    }
    if (text.chars().anyMatch(letter -> Character.isISOControl(letter) && !isBlank(letter))) {
      add(field, text, "has a control character", "leave it out");
      return "";
    }
    return text;
  }

  private static boolean isBlank(int letter) {
    return letter == '\n' || letter == '\r' || letter == '\t';
  }

  /** Whether an incident may be of this time: not before the year 1 and not in the future. */
  static boolean isPast(Instant at, Instant now) {
    return !at.isBefore(EARLIEST) && !at.isAfter(now.plus(CLOCK_SKEW));
  }

  /** Texts, each of which counts; those left empty do not. */
  List<String> texts(String field, @Nullable List<String> values) {
    List<String> all =
        values == null
            ? List.of()
            : values.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    if (all.size() > LIST_MAX) {
      add(field, "", "has %d members".formatted(all.size()), "name at most " + LIST_MAX);
      return List.of();
    }
    for (int i = 0; i < all.size(); i++) {
      optional("%s[%d]".formatted(field, i), all.get(i), LINE);
    }
    return all;
  }

  /** A word of a closed list. */
  <E extends Enum<E> & Word> E word(String field, @Nullable String value, Class<E> words) {
    String text = value == null ? "" : value;
    Optional<E> found = Word.find(words, text);
    if (found.isEmpty()) {
      add(field, text, "is none of the words for it", "use one of " + Word.all(words));
    }
    return found.orElse(words.getEnumConstants()[0]);
  }

  /** A time in the past: nobody knows yet what will have happened. */
  Instant past(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      add(field, "", "is missing", "write a time with its zone, like 2024-03-22T20:00:00+03:00");
      return Instant.EPOCH;
    }
    try {
      Instant at = Times.parse(field, value);
      if (at.isAfter(now.plus(CLOCK_SKEW))) {
        add(field, value, "lies in the future: it is " + now, "write when it was");
        return Instant.EPOCH;
      }
      if (at.isBefore(EARLIEST)) {
        add(field, value, "lies before the year 1", "write when it was");
        return Instant.EPOCH;
      }
      return at;
    } catch (Problem e) {
      add(field, value, "is not a time with a zone", "write it like 2024-03-22T20:00:00+03:00");
      return Instant.EPOCH;
    }
  }

  /** A count from 0 to ten millions. */
  long count(String field, @Nullable Long value) {
    if (value == null) {
      add(field, "", "is missing", "write a whole number from 0 to 10000000");
      return 0;
    }
    if (value < 0 || value > 10_000_000) {
      add(field, value.toString(), "is out of range", "write a whole number from 0 to 10000000");
      return 0;
    }
    return value;
  }

  /** A place on the earth with its name. */
  Place place(
      @Nullable String name,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double radiusMetres) {
    String named = text("place.name", name, LINE);
    return new Place(
        named,
        number("place.latitude", latitude, -90, 90, "write degrees north, like 55.826"),
        number("place.longitude", longitude, -180, 180, "write degrees east, like 37.39"),
        number(
            "place.radiusMetres",
            radiusMetres == null ? Double.valueOf(0) : radiusMetres,
            0,
            500_000,
            "write metres, like 20000"));
  }

  private double number(
      String field, @Nullable Double value, double least, double most, String remedy) {
    if (value == null) {
      add(field, "", "is missing", remedy);
      return 0;
    }
    if (value >= least && value <= most) {
      return value;
    }
    add(field, value.toString(), "is not between %.0f and %.0f".formatted(least, most), remedy);
    return 0;
  }

  /** A report that belongs to the case. */
  Optional<ReportId> report(String field, @Nullable String value, List<ReportId> ofCase) {
    if (value == null || value.isBlank()) {
      add(field, "", "is missing", "name the report that says so");
      return Optional.empty();
    }
    try {
      ReportId id = new ReportId(value.strip());
      if (ofCase.contains(id)) {
        return Optional.of(id);
      }
      add(field, value, "is not a report of this case", "join the report to the case first");
    } catch (Problem e) {
      add(field, value, "is no id of a report", "use an id as the list of reports gives it");
    }
    return Optional.empty();
  }

  /** Refuses the input with everything that is wrong with it. */
  void check(ProblemType type) {
    if (!list.isEmpty()) {
      throw new Problem(
          type,
          list.size() == 1
              ? "%s %s".formatted(list.getFirst().where(), list.getFirst().message())
              : list.size() + " faults, see the list",
          list);
    }
  }
}
