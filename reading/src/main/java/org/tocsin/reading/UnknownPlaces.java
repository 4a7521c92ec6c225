// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds places that no gazetteer knows where the text itself says that they are some: "the village
 * of Midaya", "Kafr Shams town", "Suwayrah, some 50 km south of Baghdad". Such a place gets the
 * point of the place it is said to lie in or near, else of the one named before it, and little
 * confidence.
 */
final class UnknownPlaces {
  /** The most that the score of a place at another place's point may be. */
  private static final double UNKNOWN = 0.3;

  private static final int MAX_NAME_WORDS = 4;
  private static final int REACH_WORDS = 14;

  private final PlaceWords words;
  private final boolean[] taken;
  private final List<PlaceMention> known;
  private final Map<String, PlaceMention> found = new HashMap<>();

  /**
   * @param taken tokens that belong to other names
   * @param known what the gazetteer knows, in the order of the text
   */
  UnknownPlaces(PlaceWords words, boolean[] taken, List<PlaceMention> known) {
    this.words = words;
    this.taken = taken;
    this.known = known;
  }

  /** The known places and those added, in the order of the text. */
  List<PlaceMention> all() {
    List<PlaceMention> added = new ArrayList<>();
    int next = 0; // the first known place that does not end before the word at hand
    for (int i = 0; i < words.size(); i++) {
      int start = words.at(i).start();
      while (next < known.size() && known.get(next).span().end() <= start) {
        next++;
      }
      boolean open = next >= known.size() || known.get(next).span().start() > start;
      if (!open || !words.at(i).capital() || continues(i)) {
        continue;
      }
      int to = end(i);
      if (to > i && isFree(i, to) && !reaches(next, to)) {
        at(i, to, next).ifPresent(added::add);
      }
    }
    if (added.isEmpty()) {
      return known;
    }
    List<PlaceMention> all = new ArrayList<>(known);
    all.addAll(added);
    all.sort(Comparator.comparingInt(p -> p.span().start()));
    return all;
  }

  private boolean continues(int i) {
    return words.joined(i - 1) && words.at(i - 1).capital();
  }

  /** The end of the run of capitalised words that starts at a word; its start if it is too long. */
  private int end(int i) {
    int to = i + 1;
    while (to < words.size()
        && words.at(to).capital()
        && (words.joined(to - 1) || words.at(to).glued())) {
      to++;
    }
    return to - i <= MAX_NAME_WORDS && words.at(i).text().length() > 2 ? to : i;
  }

  private boolean isFree(int from, int to) {
    for (int i = from; i < to; i++) {
      if (taken[words.at(i).token()] || Months.day(words.at(i).lower()).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private boolean reaches(int next, int to) {
    return next < known.size() && known.get(next).span().start() < words.at(to - 1).end();
  }

  private Optional<PlaceMention> at(int from, int to, int next) {
    Span span = words.span(from, to);
    String key = span.text().toLowerCase(java.util.Locale.ROOT);
    PlaceMention again = found.get(key);
    if (again != null) {
      return isLed(from) ? Optional.of(mention(span, again)) : Optional.empty();
    }
    boolean reckoned = isReckoned(to);
    if (!reckoned && !isCalledOne(from, to)) {
      return Optional.empty();
    }
    @Nullable PlaceMention near = near(to, next);
    if (near == null) {
      return Optional.empty();
    }
    PlaceMention place = mention(span, near);
    found.put(key, place);
    return Optional.of(place);
  }

  /** "The village of Midaya", "in Kafr Shams town". */
  private boolean isCalledOne(int from, int to) {
    boolean called =
        words.beside(from - 1, from).is("of")
            && RoleWords.is("small settlements", words.beside(from - 2, from).lower());
    boolean named =
        words.joined(to - 1)
            && RoleWords.is("small settlements", words.at(to).lower())
            && isLed(from);
    return called || named;
  }

  private boolean isLed(int from) {
    return RoleWords.is("leads to places", words.beside(from - 1, from).lower());
  }

  /** "Suwayrah, some 50 km south of Baghdad", "Prijedor, northwest of Banja Luka". */
  private boolean isReckoned(int to) {
    if (!words.beside(to, to - 1).is(",") || !isLed(words, to)) {
      return false;
    }
    for (int i = to + 1; i < to + 7; i++) {
      PlaceWords.Word word = words.beside(i, to - 1);
      boolean from = word.is("of") || word.is("from");
      if (from) {
        String before = words.at(i - 1).lower();
        return (RoleWords.is("directions", before) || RoleWords.is("lengths", before))
            && words.beside(i + 1, to - 1).capital();
      }
      if (!word.word() && !word.text().isEmpty() && !Character.isDigit(word.text().charAt(0))) {
        return false;
      }
    }
    return false;
  }

  private static boolean isLed(PlaceWords words, int to) {
    int from = to - 1;
    while (words.joined(from - 1) && words.at(from - 1).capital()) {
      from--;
    }
    return RoleWords.is("leads to places", words.beside(from - 1, from).lower());
  }

  /** What it lies in or near: the next place named in the sentence, else the last before. */
  private @Nullable PlaceMention near(int to, int next) {
    PlaceWords.Word last = words.at(to - 1);
    PlaceWords.Word reach = words.beside(to - 1 + REACH_WORDS, to - 1);
    int end = reach.text().isEmpty() ? endOfSentence(to - 1) : reach.end();
    boolean follows =
        next < known.size()
            && known.get(next).span().start() < end
            && known.get(next).span().start() >= last.end();
    return follows ? known.get(next) : next > 0 ? known.get(next - 1) : null;
  }

  private int endOfSentence(int i) {
    int to = i;
    while (to < i + REACH_WORDS && words.at(to + 1).sentence() == words.at(i).sentence()) {
      to++;
    }
    return words.at(to).end();
  }

  private static PlaceMention mention(Span span, PlaceMention near) {
    return new PlaceMention(
        span,
        span.text(),
        near.latitude(),
        near.longitude(),
        near.country(),
        near.admin1(),
        PlaceKind.TOWN,
        java.util.OptionalLong.empty(),
        near.zone(),
        Optional.empty(),
        false,
        Math.min(UNKNOWN, near.score() * UNKNOWN),
        List.of(),
        "place.within");
  }
}
