// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundGroup;
import org.tocsin.server.read.StoredReading.FoundPlace;

/** Takes out of a reading where, when and of whom its findings say that there is a danger. */
final class Clues {

  /** Findings that speak of a danger itself, not of what was done about it. */
  private static final Set<String> OF_DANGER =
      Set.of("attack", "threat", "warning", "claim", "attribution", "accusation", "foiled");

  /** What is meant where a finding says nothing of when. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private static final Duration AFTER = Duration.ofDays(3);

  /** A longer window says next to nothing of which danger is meant. */
  private static final Duration WINDOW_MAX = Duration.ofDays(10);

  private static final int WORDS = 200;
  private static final int MOST = 60;

  private Clues() {}

  static List<Clue> of(StoredReading reading, Instant published) {
    List<Clue> clues = new ArrayList<>();
    for (Found found : reading.standing()) {
      if (OF_DANGER.contains(found.type()) && !found.historic() && clues.size() < MOST) {
        clues.add(clue(reading, found, published));
      }
    }
    return clues;
  }

  private static Clue clue(StoredReading reading, Found found, Instant published) {
    Instant starts = published.minus(BEFORE);
    Instant ends = published.plus(AFTER);
    boolean stated = false;
    if (found.from().isPresent()) {
      Instant from = found.from().get();
      Instant until = found.until().orElse(from.plus(Duration.ofDays(1)));
      if (until.isAfter(from) && Duration.between(from, until).compareTo(WINDOW_MAX) <= 0) {
        starts = from;
        ends = until;
        stated = true;
      }
    }
    String words = found.text().strip();
    return new Clue(
        reading.report(),
        found.number(),
        found.type(),
        Text.clip(words, WORDS),
        found.place().filter(place -> !country(place)).map(Clues::spot),
        starts,
        ends,
        stated,
        groups(reading, found));
  }

  private static Clue.Spot spot(FoundPlace place) {
    return new Clue.Spot(place.name(), place.latitude(), place.longitude());
  }

  /** A whole country is where half of all reports are. */
  private static boolean country(FoundPlace place) {
    return place
        .country()
        .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
        .filter(place.name()::equalsIgnoreCase)
        .isPresent();
  }

  private static Set<String> groups(StoredReading reading, Found found) {
    Set<String> all = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    String told =
        String.join(
                "\n",
                found.text(),
                found.actor().orElse(""),
                found.assertedBy().orElse(""),
                found.target().orElse(""))
            .toLowerCase(Locale.ROOT);
    for (FoundGroup group : reading.groups()) {
      String name = group.name().toLowerCase(Locale.ROOT);
      named.add(name);
      if (told.contains(group.text().toLowerCase(Locale.ROOT)) || told.contains(name)) {
        all.add(name);
      }
    }
    // A report about one group alone means it where it says "they" and "the group" as well.
    return all.isEmpty() && named.size() == 1 ? named : all;
  }

  /** The square degree that a point lies in. */
  static int cell(double latitude, double longitude) {
    int row = (int) Math.floor(latitude) + 90;
    int column = Math.floorMod((int) Math.floor(longitude) + 180, 360);
    return row * 360 + column;
  }

  /** The square degrees around a point and its own. */
  static List<Integer> around(double latitude, double longitude) {
    List<Integer> cells = new ArrayList<>();
    for (int row = -1; row <= 1; row++) {
      for (int column = -1; column <= 1; column++) {
        cells.add(cell(latitude + row, longitude + column));
      }
    }
    return cells;
  }

  static Optional<Integer> cell(Clue clue) {
    return clue.place().map(spot -> cell(spot.latitude(), spot.longitude()));
  }
}
