// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tocsin.reading.Document;
import org.tocsin.reading.GroupMention;
import org.tocsin.reading.PersonMention;
import org.tocsin.reading.PlaceMention;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;
import org.tocsin.reading.Span;
import org.tocsin.reading.TimeMention;
import org.tocsin.server.kernel.Handling;

/**
 * What a full text holds back from a marking: the things that its marked words tell and the rest of
 * it does not.
 */
final class Held {

  /** How many words in a row are taken for a phrase. */
  static final int SHINGLE = 5;

  /** A position on the ground. */
  record Position(double latitude, double longitude) {
    double kilometresTo(Position other) {
      double dLat = Math.toRadians(other.latitude - latitude);
      double dLon = Math.toRadians(other.longitude - longitude);
      double cos = Math.cos(Math.toRadians((latitude + other.latitude) / 2));
      return 6371 * Math.hypot(dLat, dLon * cos);
    }
  }

  /** Something held back, with the span that tells it. */
  record Item<T>(int span, T what) {}

  /** The names that a name is told by: its words, as compared. */
  record Name(List<String> keys, boolean isCapitals) {}

  final FullText full;
  final List<FullText.MarkedSpan> spans;
  final List<Item<List<String>>> phrases = new ArrayList<>();
  final List<Item<Set<String>>> sentences = new ArrayList<>();
  final List<Item<Name>> names = new ArrayList<>();
  final List<Item<GroupMention>> groups = new ArrayList<>();
  final List<Item<PersonMention>> persons = new ArrayList<>();
  final List<Item<PlaceMention>> places = new ArrayList<>();
  final List<Item<Position>> positions = new ArrayList<>();
  final List<Item<Amount>> amounts = new ArrayList<>();
  final List<Item<TimeMention>> times = new ArrayList<>();

  private final List<Clean.Word> words;
  private final boolean[] held;

  private Held(FullText full, Handling lower) {
    this.full = full;
    this.spans = full.rest().isAbove(lower) ? everything(full, lower) : full.above(lower);
    this.words = Clean.words(full.text());
    this.held = new boolean[full.text().length()];
    for (FullText.MarkedSpan span : spans) {
      java.util.Arrays.fill(held, span.from(), span.to(), true);
    }
  }

  /** The spans, and as spans without a number all between them. */
  private static List<FullText.MarkedSpan> everything(FullText full, Handling lower) {
    List<FullText.MarkedSpan> all = new ArrayList<>(full.above(lower));
    int at = 0;
    for (int[] stretch : full.stretchesAbove(lower)) {
      rest(full, at, stretch[0], all);
      at = stretch[1];
    }
    rest(full, at, full.text().length(), all);
    return all;
  }

  private static void rest(FullText full, int from, int to, List<FullText.MarkedSpan> all) {
    if (from < to) {
      all.add(new FullText.MarkedSpan(0, from, to, full.rest(), "not marked"));
    }
  }

  /** What must not be told at this marking. */
  static Held of(FullText full, Handling lower) {
    Held made = new Held(full, lower);
    if (!made.spans.isEmpty()) {
      made.wordings();
      made.names();
      made.read();
    }
    return made;
  }

  /** Reads a text as of a time. */
  static Reading read(String text, Instant at) {
    return Reader.standard().read(Document.text(text).withDate(at.atZone(ZoneOffset.UTC)));
  }

  /** The first span that shares a unit with this stretch; empty when all of it may be told. */
  private Optional<FullText.MarkedSpan> spanOf(int from, int to) {
    return spans.stream().filter(each -> each.from() < to && from < each.to()).findFirst();
  }

  private List<Clean.Word> within(FullText.MarkedSpan span) {
    return words.stream().filter(w -> w.from() >= span.from() && w.to() <= span.to()).toList();
  }

  /** Runs of words of the full text that may be told. */
  private List<List<Clean.Word>> open() {
    List<List<Clean.Word>> runs = new ArrayList<>();
    List<Clean.Word> run = new ArrayList<>();
    for (Clean.Word word : words) {
      if (held[word.from()]) {
        runs.add(run);
        run = new ArrayList<>();
      } else {
        run.add(word);
      }
    }
    runs.add(run);
    return runs;
  }

  static List<String> bag(List<Clean.Word> words, int from, int size) {
    return words.subList(from, from + size).stream().map(Clean.Word::key).sorted().toList();
  }

  private void wordings() {
    Set<String> told = new HashSet<>();
    List<List<Clean.Word>> open = open();
    open.forEach(run -> run.forEach(word -> told.add(Terms.stem(word.key()))));
    for (FullText.MarkedSpan span : spans) {
      List<Clean.Word> mine = within(span);
      int size = Math.min(SHINGLE, mine.size());
      Set<List<String>> free = new HashSet<>();
      for (List<Clean.Word> run : open) {
        for (int i = 0; size > 0 && i + size <= run.size(); i++) {
          free.add(bag(run, i, size));
        }
      }
      for (int i = 0; size > 0 && i + size <= mine.size(); i++) {
        List<String> bag = bag(mine, i, size);
        boolean says = bag.stream().anyMatch(key -> key.length() > 2 && !Terms.isCommon(key));
        if (says && !free.contains(bag)) {
          phrases.add(new Item<>(span.id(), bag));
        }
      }
      for (Set<String> sentence : sentences(full.words(span))) {
        Set<String> rare = new LinkedHashSet<>(sentence);
        rare.removeAll(told);
        if (rare.size() >= 4) {
          sentences.add(new Item<>(span.id(), rare));
        }
      }
    }
  }

  /** The words that matter of each sentence. */
  private static List<Set<String>> sentences(String text) {
    List<Set<String>> out = new ArrayList<>();
    for (String sentence : text.split("[.!?;\\n]+", -1)) {
      Set<String> stems = new LinkedHashSet<>();
      Clean.words(sentence).stream()
          .filter(word -> Terms.isContent(word.key()))
          .forEach(word -> stems.add(Terms.stem(word.key())));
      out.add(stems);
    }
    return out;
  }

  private void names() {
    Set<String> told = new HashSet<>();
    open().forEach(run -> run.forEach(word -> told.add(word.key())));
    for (FullText.MarkedSpan span : spans) {
      List<Clean.Word> mine = within(span);
      for (int i = 0; i < mine.size(); ) {
        if (!mine.get(i).isCapital()) {
          i++;
          continue;
        }
        int end = i + 1;
        while (end < mine.size()
            && mine.get(end).isCapital()
            && mine.get(end).from() - mine.get(end - 1).to() <= 2
            && full.text().substring(mine.get(end - 1).to(), mine.get(end).from()).indexOf('.')
                < 0) {
          end++;
        }
        boolean opens =
            end == i + 1 && beginsSentence(mine.get(i).from()) && !mine.get(i).isAllCapitals();
        List<Clean.Word> run = mine.subList(i, end);
        if (!opens) {
          name(span.id(), run, told);
        }
        i = end;
      }
    }
  }

  private boolean beginsSentence(int from) {
    String before = full.text().substring(0, from).stripTrailing();
    return before.isEmpty() || ".!?:\n\"“(".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  private void name(int span, List<Clean.Word> run, Set<String> told) {
    List<String> keys = run.stream().map(Clean.Word::key).toList();
    boolean says =
        keys.stream()
            .anyMatch(key -> !Terms.isGeneric(key) && !told.contains(key) && key.length() > 1);
    if (keys.size() > 1 && !told.containsAll(keys)) {
      names.add(new Item<>(span, new Name(keys, false)));
    }
    if (!says) {
      return;
    }
    for (Clean.Word word : run) {
      boolean capitals = word.isAllCapitals() && word.key().length() <= 6;
      if (!Terms.isGeneric(word.key())
          && !told.contains(word.key())
          && (word.key().length() >= 4 || capitals)) {
        names.add(new Item<>(span, new Name(List.of(word.key()), capitals)));
      }
    }
  }

  private void read() {
    Clean clean = Clean.of(full.text());
    Reading reading = read(clean.text(), full.at());
    List<GroupMention> toldGroups = new ArrayList<>();
    for (GroupMention each : reading.groups()) {
      span(clean, each.span())
          .ifPresentOrElse(
              span -> groups.add(new Item<>(span.id(), each)), () -> toldGroups.add(each));
    }
    groups.removeIf(
        item -> toldGroups.stream().anyMatch(each -> each.id().equals(item.what().id())));
    List<PlaceMention> toldPlaces = new ArrayList<>();
    for (PlaceMention each : reading.places()) {
      if (each.demonym()) {
        continue;
      }
      span(clean, each.span())
          .ifPresentOrElse(
              span -> places.add(new Item<>(span.id(), each)), () -> toldPlaces.add(each));
    }
    places.removeIf(item -> toldPlaces.stream().anyMatch(each -> isSame(each, item.what())));
    List<TimeMention> toldTimes = new ArrayList<>();
    for (TimeMention each : reading.times()) {
      span(clean, each.span())
          .ifPresentOrElse(
              span -> times.add(new Item<>(span.id(), each)), () -> toldTimes.add(each));
    }
    times.removeIf(item ->
        toldTimes.stream()
            .anyMatch(each ->
                !each.from().isBefore(item.what().from()) && !each.to().isAfter(item.what().to())));
    for (PersonMention each : reading.persons()) {
      span(clean, each.span()).ifPresent(span -> persons.add(new Item<>(span.id(), each)));
    }
    List<Amount> told = new ArrayList<>();
    for (Amount each : Amount.in(full.text())) {
      boolean inTime =
          reading.times().stream()
              .anyMatch(time ->
                  clean.at(time.span().start()) < each.to()
                      && each.from() < clean.at(time.span().end()));
      if (!inTime) {
        spanOf(each.from(), each.to())
            .ifPresentOrElse(
                span -> amounts.add(new Item<>(span.id(), each)), () -> told.add(each));
      }
    }
    amounts.removeIf(item ->
        told.stream()
            .anyMatch(each ->
                each.low() == item.what().low()
                    && each.high() == item.what().high()
                    && each.of().equals(item.what().of())));
    Coordinates.in(full.text())
        .forEach(each ->
            spanOf(each.from(), each.to())
                .ifPresent(span -> positions.add(new Item<>(span.id(), each.position()))));
    amounts.removeIf(item ->
        Coordinates.in(full.text()).stream()
            .anyMatch(each -> each.from() <= item.what().from() && item.what().to() <= each.to()));
  }

  private Optional<FullText.MarkedSpan> span(Clean clean, Span span) {
    return spanOf(clean.at(span.start()), clean.at(span.end()));
  }

  static boolean isSame(PlaceMention one, PlaceMention other) {
    if (one.geonameId().isPresent() && other.geonameId().isPresent()) {
      return one.geonameId().getAsLong() == other.geonameId().getAsLong();
    }
    return one.name().toLowerCase(Locale.ROOT).equals(other.name().toLowerCase(Locale.ROOT))
        && one.country().equals(other.country());
  }
}
