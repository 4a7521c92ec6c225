// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tocsin.reading.GroupMention;
import org.tocsin.reading.PersonMention;
import org.tocsin.reading.PlaceKind;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reading;
import org.tocsin.reading.Span;
import org.tocsin.reading.TimeMention;

/**
 * Looks in a lower text for what stands above its marking. What it finds is found by words, names,
 * places, figures and times as the reading library sees them; what only a person understands it
 * does not find, so two people still agree.
 */
final class LeakCheck {

  /** A position within this many kilometres of a place names the place. */
  private static final double NEAR_KM = 10;

  private static final Duration SLACK = Duration.ofMinutes(15);

  private final Held held;
  private final Instant at;
  private final Map<String, Hit> hits = new LinkedHashMap<>();

  private LeakCheck(Held held, Instant at) {
    this.held = held;
    this.at = at;
  }

  /**
   * Every hit, a stretch and kind once, in the order of the fields.
   *
   * @param fields the lower texts, by where they stand
   * @param at when the lower text is written: what its "tomorrow" counts from
   */
  static List<Hit> of(Held held, Map<String, String> fields, Instant at) {
    LeakCheck check = new LeakCheck(held, at);
    fields.forEach(check::field);
    return List.copyOf(check.hits.values());
  }

  private void field(String where, String text) {
    if (text.isBlank()) {
      return;
    }
    List<Clean.Word> words = Clean.words(text);
    sources(where, text, words);
    if (held.spans.isEmpty()) {
      return;
    }
    phrases(where, text, words);
    names(where, text, words);
    Clean plain = Clean.of(text);
    Reading reading = Held.read(plain.text(), at);
    read(where, text, plain, reading);
    Clean latin = Clean.of(text, true);
    if (!latin.text().equals(plain.text())) {
      read(where, text, latin, Held.read(latin.text(), at));
    }
    amounts(where, text, plain, reading);
  }

  private void add(String where, String text, int from, int to, Hit.Kind kind, int span) {
    String hidden =
        held.spans.stream()
            .filter(each -> span > 0 && each.id() == span)
            .map(held.full::words)
            .findFirst()
            .orElse("");
    hits.putIfAbsent(
        where + " " + from + " " + to + " " + kind + " " + span,
        new Hit(where, from, to, text.substring(from, to), kind, span, held.full.id(), hidden));
  }

  private void phrases(String where, String text, List<Clean.Word> words) {
    Map<List<String>, Integer> wanted = new LinkedHashMap<>();
    Set<Integer> sizes = new HashSet<>();
    held.phrases.forEach(item -> {
      wanted.putIfAbsent(item.what(), item.span());
      sizes.add(item.what().size());
    });
    for (int size : sizes) {
      int from = -1;
      int to = -1;
      int span = 0;
      for (int i = 0; i + size <= words.size(); i++) {
        Integer found = wanted.get(Held.bag(words, i, size));
        if (found == null) {
          continue;
        }
        if (from >= 0 && words.get(i).from() <= to && found == span) {
          to = words.get(i + size - 1).to();
          continue;
        }
        if (from >= 0) {
          add(where, text, from, to, Hit.Kind.PHRASE, span);
        }
        from = words.get(i).from();
        to = words.get(i + size - 1).to();
        span = found;
      }
      if (from >= 0) {
        add(where, text, from, to, Hit.Kind.PHRASE, span);
      }
    }
    reworded(where, text, words);
  }

  private void reworded(String where, String text, List<Clean.Word> words) {
    int begin = 0;
    for (int i = 0; i < words.size(); i++) {
      boolean last =
          i + 1 == words.size()
              || text.substring(words.get(i).to(), words.get(i + 1).from())
                  .matches("(?s).*[.!?;\n].*");
      if (!last) {
        continue;
      }
      Set<String> stems = new HashSet<>();
      words.subList(begin, i + 1).forEach(word -> stems.add(Terms.stem(word.key())));
      for (Held.Item<Set<String>> item : held.sentences) {
        long shared = item.what().stream().filter(stems::contains).count();
        if (shared >= 4 && shared * 10 >= item.what().size() * 6L) {
          add(
              where,
              text,
              words.get(begin).from(),
              words.get(i).to(),
              Hit.Kind.REWORDED,
              item.span());
        }
      }
      begin = i + 1;
    }
  }

  private void names(String where, String text, List<Clean.Word> words) {
    for (Held.Item<Held.Name> item : held.names) {
      List<String> keys = item.what().keys();
      for (int i = 0; i < words.size(); i++) {
        if (i + keys.size() <= words.size()
            && keysOf(words, i, keys.size()).equals(keys)
            && (!item.what().isCapitals() || words.get(i).isCapital())) {
          add(
              where,
              text,
              words.get(i).from(),
              words.get(i + keys.size() - 1).to(),
              Hit.Kind.NAME,
              item.span());
        } else if (isInitials(words.get(i), keys)) {
          add(where, text, words.get(i).from(), words.get(i).to(), Hit.Kind.NAME, item.span());
        } else if (item.what().isCapitals() && spellsOut(words, i, keys.getFirst())) {
          add(
              where,
              text,
              words.get(i).from(),
              words.get(i + keys.getFirst().length() - 1).to(),
              Hit.Kind.NAME,
              item.span());
        }
      }
    }
  }

  private static List<String> keysOf(List<Clean.Word> words, int from, int size) {
    return words.subList(from, from + size).stream().map(Clean.Word::key).toList();
  }

  private static boolean isInitials(Clean.Word word, List<String> keys) {
    if (keys.size() < 3 || word.key().length() != keys.size() || !word.isAllCapitals()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).charAt(0) != word.key().charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean spellsOut(List<Clean.Word> words, int from, String initials) {
    if (initials.length() < 3 || from + initials.length() > words.size()) {
      return false;
    }
    for (int i = 0; i < initials.length(); i++) {
      Clean.Word word = words.get(from + i);
      if (!word.isCapital()
          || word.key().length() < 2
          || word.key().charAt(0) != initials.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void sources(String where, String text, List<Clean.Word> words) {
    for (String source : held.full.sources()) {
      List<String> keys = Clean.words(source).stream().map(Clean.Word::key).toList();
      boolean says = keys.stream().anyMatch(key -> Terms.isContent(key) || key.length() > 6);
      for (int i = 0; says && i + keys.size() <= words.size(); i++) {
        if (keysOf(words, i, keys.size()).equals(keys)) {
          add(
              where,
              text,
              words.get(i).from(),
              words.get(i + keys.size() - 1).to(),
              Hit.Kind.SOURCE,
              0);
        }
      }
    }
  }

  private void read(String where, String text, Clean clean, Reading reading) {
    for (GroupMention each : reading.groups()) {
      held.groups.stream()
          .filter(item -> isGroup(each, item.what()))
          .forEach(item -> add(where, text, clean, each.span(), Hit.Kind.GROUP, item.span()));
    }
    for (PersonMention each : reading.persons()) {
      held.persons.stream()
          .filter(item -> isPerson(each, item.what()))
          .forEach(item -> add(where, text, clean, each.span(), Hit.Kind.PERSON, item.span()));
    }
    for (PlaceMention each : reading.places()) {
      if (each.demonym()) {
        continue;
      }
      held.places.stream()
          .filter(item -> isWithin(each, item.what()))
          .forEach(item -> add(where, text, clean, each.span(), Hit.Kind.PLACE, item.span()));
      held.positions.stream()
          .filter(
              item -> isPoint(each.kind()) && position(each).kilometresTo(item.what()) <= NEAR_KM)
          .forEach(item -> add(where, text, clean, each.span(), Hit.Kind.PLACE, item.span()));
    }
    for (TimeMention each : reading.times()) {
      held.times.stream()
          .filter(item -> tells(each, item.what()))
          .forEach(item -> add(where, text, clean, each.span(), Hit.Kind.TIME, item.span()));
    }
    for (Coordinates.Written each : Coordinates.in(clean.text())) {
      Optional<Integer> span =
          held.positions.stream()
              .filter(item -> each.position().kilometresTo(item.what()) <= NEAR_KM)
              .map(Held.Item::span)
              .findFirst()
              .or(() ->
                  held.places.stream()
                      .filter(item -> isPoint(item.what().kind()))
                      .filter(
                          item -> each.position().kilometresTo(position(item.what())) <= NEAR_KM)
                      .map(Held.Item::span)
                      .findFirst());
      span.ifPresent(number ->
          add(
              where,
              text,
              clean.at(each.from()),
              clean.at(each.to()),
              Hit.Kind.COORDINATES,
              number));
    }
  }

  private void add(String where, String text, Clean clean, Span span, Hit.Kind kind, int number) {
    add(where, text, clean.at(span.start()), clean.at(span.end()), kind, number);
  }

  private static boolean isGroup(GroupMention lower, GroupMention hidden) {
    return lower.id().equals(hidden.id())
        || lower.parent().filter(parent -> parent.equals(hidden.id())).isPresent();
  }

  private static boolean isPerson(PersonMention lower, PersonMention hidden) {
    if (lower.name().isPresent() && hidden.name().isPresent()) {
      return last(lower.name().get()).equals(last(hidden.name().get()));
    }
    return lower.office().isPresent()
        && lower.office().equals(hidden.office())
        && (lower.body().isPresent() || lower.country().isPresent())
        && lower.body().equals(hidden.body())
        && lower.country().equals(hidden.country());
  }

  private static String last(String name) {
    List<Clean.Word> words = Clean.words(name);
    return words.isEmpty() ? "" : words.getLast().key();
  }

  private static boolean isPoint(PlaceKind kind) {
    return kind != PlaceKind.COUNTRY
        && kind != PlaceKind.ADMIN1
        && kind != PlaceKind.ADMIN2
        && kind != PlaceKind.REGION;
  }

  private static Held.Position position(PlaceMention place) {
    return new Held.Position(place.latitude(), place.longitude());
  }

  /** The same place, or one that lies in it: a wider one tells less. */
  private static boolean isWithin(PlaceMention lower, PlaceMention hidden) {
    if (Held.isSame(lower, hidden)) {
      return true;
    }
    return switch (hidden.kind()) {
      case COUNTRY ->
          lower.kind() != PlaceKind.COUNTRY
              && lower.country().isPresent()
              && lower.country().equals(hidden.country());
      case ADMIN1 ->
          isPoint(lower.kind())
              && lower.admin1().isPresent()
              && lower.admin1().equals(hidden.admin1());
      case ADMIN2, REGION -> false;
      default ->
          isPoint(lower.kind())
              && position(lower).kilometresTo(position(hidden)) <= NEAR_KM / 2
              && lower.country().equals(hidden.country());
    };
  }

  /** The same time in other words, or one within it: a much wider one tells less. */
  private boolean tells(TimeMention lower, TimeMention hidden) {
    boolean year =
        hidden.granularity().compareTo(TimeMention.Granularity.MONTH) >= 0
            && hidden.granularity() != TimeMention.Granularity.WINDOW;
    if (year) {
      return lower.from().toInstant().equals(hidden.from().toInstant())
          && lower.to().toInstant().equals(hidden.to().toInstant());
    }
    // A text without a place or zone is read in another zone than one with: the clock's hands count
    // as well.
    // "On Saturday" is read as the last one, as the press means it; a warning means the next.
    long week = lower.to().toInstant().isAfter(at) ? 0 : Duration.ofDays(7).toSeconds();
    boolean clock = isClock(lower, hidden);
    return within(Stretch.instants(lower), Stretch.instants(hidden), clock)
        || within(Stretch.hands(lower), Stretch.hands(hidden), clock)
        || within(Stretch.hands(lower).later(week), Stretch.hands(hidden), clock);
  }

  private static boolean isClock(TimeMention lower, TimeMention hidden) {
    return lower.granularity().compareTo(TimeMention.Granularity.HOUR) <= 0
        && hidden.granularity().compareTo(TimeMention.Granularity.HOUR) <= 0;
  }

  /** From and to in seconds, by the instant or by the hands of the clock. */
  private record Stretch(long from, long to) {
    static Stretch instants(TimeMention time) {
      return new Stretch(time.from().toEpochSecond(), time.to().toEpochSecond());
    }

    Stretch later(long seconds) {
      return new Stretch(from + seconds, to + seconds);
    }

    static Stretch hands(TimeMention time) {
      return new Stretch(
          time.from().toLocalDateTime().toEpochSecond(ZoneOffset.UTC),
          time.to().toLocalDateTime().toEpochSecond(ZoneOffset.UTC));
    }
  }

  private static boolean within(Stretch lower, Stretch hidden, boolean clock) {
    long slack = SLACK.toSeconds();
    return clock
        ? Math.abs(lower.from - hidden.from) <= 2 * slack
        : lower.from >= hidden.from - slack && lower.to <= hidden.to + slack;
  }

  private void amounts(String where, String text, Clean clean, Reading reading) {
    if (held.amounts.isEmpty()) {
      return;
    }
    List<int[]> taken = new ArrayList<>();
    reading.times().forEach(each -> taken.add(range(clean, each.span())));
    Coordinates.in(clean.text())
        .forEach(each -> taken.add(new int[] {clean.at(each.from()), clean.at(each.to())}));
    for (Amount each : Amount.in(text)) {
      if (taken.stream().anyMatch(other -> other[0] < each.to() && each.from() < other[1])) {
        continue;
      }
      held.amounts.stream()
          .filter(item -> each.tells(item.what()))
          .forEach(item -> add(where, text, each.from(), each.to(), Hit.Kind.FIGURE, item.span()));
    }
  }

  private static int[] range(Clean clean, Span span) {
    return new int[] {clean.at(span.start()), clean.at(span.end())};
  }

  /** The fields of texts by where they stand, for messages. */
  static String where(String language, String field) {
    return language.toLowerCase(Locale.ROOT) + "." + field;
  }
}
