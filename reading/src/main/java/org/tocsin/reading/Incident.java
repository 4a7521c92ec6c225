// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One event of which a text tells in one or several findings, put together from them. Every field
 * is a list of what is told, in the order of the text; where it holds several values, {@link
 * Told#standing()} says how they stand to each other. Immutable.
 *
 * @param stage how far it came
 * @param historic whether the text tells it as background, long before its own date
 * @param places where
 * @param times when
 * @param actors who did it, or is said to have done it
 * @param targets what or whom it was aimed at, then whom it killed, wounded or took
 * @param methods by what means
 * @param attackTypes of what kind, see {@link Kinds}
 * @param targetTypes of what kind the targets are
 * @param weaponTypes of what kind the means are
 * @param killed how many were killed, each number once
 * @param wounded how many were wounded, each number once
 * @param findings what it was put together from, in the order of the text: the attacks, foiled
 *     attacks and threats that tell of it, the claims, denials, attributions, accusations and
 *     arrests that speak of it
 */
public record Incident(
    Stage stage,
    boolean historic,
    List<Told<PlaceMention>> places,
    List<Told<TimeMention>> times,
    List<Told<Mention>> actors,
    List<Told<Mention>> targets,
    List<Told<Mention>> methods,
    List<Told<Coded>> attackTypes,
    List<Told<Coded>> targetTypes,
    List<Told<Coded>> weaponTypes,
    List<Told<Figure>> killed,
    List<Told<Figure>> wounded,
    List<Finding> findings) {
  /** How far an event came. */
  public enum Stage {
    /** It happened, or is said to have happened. */
    DONE,
    /** It was stopped. */
    FOILED,
    /** It is planned, menaced or feared. */
    AHEAD
  }

  public Incident {
    places = List.copyOf(places);
    times = List.copyOf(times);
    actors = List.copyOf(actors);
    targets = List.copyOf(targets);
    methods = List.copyOf(methods);
    attackTypes = List.copyOf(attackTypes);
    targetTypes = List.copyOf(targetTypes);
    weaponTypes = List.copyOf(weaponTypes);
    killed = List.copyOf(killed);
    wounded = List.copyOf(wounded);
    findings = List.copyOf(findings);
  }

  /**
   * The value to show where one alone fits: the last number that revises those before it, else what
   * the text tells in its own word, else the first; never one that is only denied.
   */
  public static <T extends Cited> Optional<Told<T>> foremost(List<Told<T>> told) {
    return told.stream()
        .filter(t -> t.standing() == Told.Standing.REVISES && t.voice() != Voice.DENIED)
        .reduce((a, b) -> b)
        .or(() -> told.stream().filter(t -> t.voice() == Voice.FACT).findFirst())
        .or(() -> told.stream().filter(t -> t.voice() != Voice.DENIED).findFirst());
  }

  /** The finest place told, the first of those as fine; never one that is only denied. */
  public Optional<Told<PlaceMention>> where() {
    return places.stream()
        .filter(t -> t.voice() != Voice.DENIED)
        .min(Comparator.comparing(t -> IncidentMatch.isBroad(t.value())));
  }

  /** The finest time told, the first of those as fine. */
  public Optional<Told<TimeMention>> when() {
    return times.stream()
        .filter(t -> t.voice() != Voice.DENIED)
        .min(Comparator.comparing(t -> Duration.between(t.value().from(), t.value().to())));
  }

  /** Index of the first UTF-16 unit of its first finding. */
  public int start() {
    return findings.stream().mapToInt(f -> f.span().start()).min().orElse(0);
  }

  /** Index after the last unit of its last finding. */
  public int end() {
    return findings.stream().mapToInt(f -> f.span().end()).max().orElse(0);
  }
}
