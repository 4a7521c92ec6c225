// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.assess.joining.JoinReason.Code;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.read.Clue;
import org.tocsin.server.read.Kin;

/**
 * The rules by which two reports, or a report and a case, speak of the same danger. Pure: the same
 * input gives the same reasons.
 *
 * <p>The points are ranks set by hand, not measured shares: a copy alone is enough, a shared source
 * alone never is, one place in one window is just enough.
 */
public final class SameDanger {

  /** From how many points something is suggested. */
  public static final int ENOUGH = 40;

  /** How far apart two findings may lie that mean one place, in kilometres. */
  public static final double NEAR_KM = 50;

  private static final int LONG_PASSAGE = 25;
  private static final int MOST = 100;

  private SameDanger() {}

  /** What two texts share, told from the report of each {@link Kin}. */
  static List<JoinReason> ofTexts(List<Kin> shared) {
    List<JoinReason> reasons = new ArrayList<>();
    for (Kin kin : shared) {
      Code code =
          switch (kin.code()) {
            case SAME_PASSAGE -> Code.SAME_PASSAGE;
            case SAME_QUOTATION -> Code.SAME_QUOTATION;
            case SAME_SOURCE_CHAIN -> Code.SAME_SOURCE_CHAIN;
          };
      int points =
          switch (kin.code()) {
            case SAME_PASSAGE -> kin.copy() ? 60 : kin.words() >= LONG_PASSAGE ? 40 : 20;
            case SAME_QUOTATION -> 40;
            case SAME_SOURCE_CHAIN -> 10;
          };
      String says =
          switch (kin.code()) {
            case SAME_PASSAGE ->
                "%d words in a row stand in both; %d %% of the shorter text does"
                    .formatted(kin.words(), kin.percent());
            case SAME_QUOTATION -> "The same quotation stands in both";
            case SAME_SOURCE_CHAIN -> "Both have it from " + kin.name();
          };
      reasons.add(
          new JoinReason(
              code,
              points,
              says,
              kin.other().value(),
              kin.start(),
              kin.end(),
              kin.otherStart(),
              kin.otherEnd(),
              null,
              null));
    }
    return reasons;
  }

  /** What findings of one report have in common with those of another. */
  public static List<JoinReason> ofClues(List<Clue> mine, List<Clue> theirs) {
    List<JoinReason> reasons = new ArrayList<>();
    for (Clue one : mine) {
      for (Clue other : theirs) {
        pair(one, other).ifPresent(reasons::add);
      }
    }
    return reasons;
  }

  private static Optional<JoinReason> pair(Clue one, Clue other) {
    if (!meet(one.starts(), one.ends(), other.starts(), other.ends())) {
      return Optional.empty();
    }
    Optional<String> where =
        one.place()
            .flatMap(here ->
                other
                    .place()
                    .map(there -> here.kilometresTo(there.latitude(), there.longitude()))
                    .filter(apart -> apart <= NEAR_KM)
                    .map(apart -> where(here, apart)));
    Set<String> groups = new HashSet<>(one.groups());
    groups.retainAll(other.groups());
    // Places that lie apart are two dangers, whoever threatens.
    boolean apart = where.isEmpty() && one.place().isPresent() && other.place().isPresent();
    if ((where.isEmpty() && groups.isEmpty()) || apart) {
      return Optional.empty();
    }
    Code code =
        where.isEmpty()
            ? Code.SAME_WINDOW_GROUP
            : groups.isEmpty() ? Code.SAME_PLACE_WINDOW : Code.SAME_PLACE_WINDOW_GROUP;
    int points =
        switch (code) {
          case SAME_PLACE_WINDOW_GROUP -> 70;
          case SAME_PLACE_WINDOW -> 40;
          default -> 35;
        };
    return Optional.of(
        found(
            code,
            points,
            "Both speak of "
                + where.map(place -> place + ", ").orElse("")
                + window(one, other)
                + (groups.isEmpty() ? "" : ", and of " + named(groups)),
            other.report().value(),
            one.finding(),
            other.finding()));
  }

  /** Groups are compared in lower case; people read them with capitals. */
  private static String named(Set<String> groups) {
    return groups.stream()
        .sorted()
        .map(group ->
            java.util.Arrays.stream(group.split(" ", -1))
                .map(word ->
                    word.isEmpty()
                        ? word
                        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(java.util.stream.Collectors.joining(" ")))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static String where(Clue.Spot here, double apart) {
    return apart < 1
        ? here.name()
        : String.format(Locale.ROOT, "%s (%.0f km apart)", here.name(), apart);
  }

  private static String window(Clue one, Clue other) {
    Instant from = one.starts().isAfter(other.starts()) ? one.starts() : other.starts();
    Instant until = one.ends().isBefore(other.ends()) ? one.ends() : other.ends();
    return "of %s to %s%s"
        .formatted(
            DeskTime.words(from),
            DeskTime.words(until),
            one.stated() && other.stated() ? "" : " (by when it was published)");
  }

  /** What findings have in common with a case's assessment. */
  static List<JoinReason> ofAssessment(List<Clue> mine, Assessed assessed) {
    List<JoinReason> reasons = new ArrayList<>();
    String actor = assessed.actor().toLowerCase(Locale.ROOT);
    double reach = NEAR_KM + assessed.place().radiusMetres() / 1000;
    for (Clue clue : mine) {
      boolean here =
          clue.place()
              .filter(spot ->
                  spot.kilometresTo(assessed.place().latitude(), assessed.place().longitude())
                      <= reach)
              .isPresent();
      if (!here
          || !meet(
              clue.starts(), clue.ends(), assessed.window().from(), assessed.window().until())) {
        continue;
      }
      boolean named = clue.groups().stream().anyMatch(actor::contains);
      reasons.add(
          found(
              named ? Code.ASSESSED_PLACE_WINDOW_GROUP : Code.ASSESSED_PLACE_WINDOW,
              named ? 60 : 40,
              "It speaks of the place and window that the case was assessed for: %s, until %s%s"
                  .formatted(
                      Problem.shorten(assessed.place().name()),
                      DeskTime.words(assessed.window().until()),
                      named ? ", and of its actor" : ""),
              null,
              clue.finding(),
              null));
    }
    return reasons;
  }

  private static JoinReason found(
      Code code,
      int points,
      String says,
      @Nullable String other,
      int finding,
      @Nullable Integer otherFinding) {
    return new JoinReason(code, points, says, other, null, null, null, null, finding, otherFinding);
  }

  static boolean meet(Instant from, Instant until, Instant otherFrom, Instant otherUntil) {
    return from.isBefore(otherUntil) && otherFrom.isBefore(until);
  }

  /** The strongest of each code, the strongest first; what a stronger one says is left out. */
  public static List<JoinReason> strongest(List<JoinReason> all) {
    Map<Code, JoinReason> best = new EnumMap<>(Code.class);
    for (JoinReason reason : all) {
      best.merge(reason.code(), reason, (a, b) -> b.points() > a.points() ? b : a);
    }
    if (best.containsKey(Code.SAME_PLACE_WINDOW_GROUP)) {
      best.remove(Code.SAME_PLACE_WINDOW);
      best.remove(Code.SAME_WINDOW_GROUP);
    }
    if (best.containsKey(Code.ASSESSED_PLACE_WINDOW_GROUP)) {
      best.remove(Code.ASSESSED_PLACE_WINDOW);
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingInt(JoinReason::points).reversed().thenComparing(JoinReason::code))
        .toList();
  }

  /** The sum of the points, at most 100. */
  public static int score(List<JoinReason> reasons) {
    return Math.min(MOST, reasons.stream().mapToInt(JoinReason::points).sum());
  }
}
