// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may happen, where and when, and for whom a warning of it is meant.
 *
 * @param areas where: at least one; their union counts. Use {@link Area#everywhere()} when it has
 *     no bounds.
 * @param window when
 * @param categories what sort; empty matches every wish
 * @param severity how bad
 * @param urgency how soon
 * @param certainty how sure
 * @param intendedKinds the kinds of watcher a warning is meant for; empty means all
 * @param intendedGatherings of venues and events, the least size and the types that a warning is
 *     meant for; one whose size or type is not known is warned
 * @param certainWindow the part of the window in which it surely goes on, from the latest start to
 *     the earliest end; empty when that is not told. It never decides who is warned, but reasons
 *     tell it.
 */
public record Danger(
    List<Area> areas,
    Window window,
    Set<Category> categories,
    Severity severity,
    Urgency urgency,
    Certainty certainty,
    Set<WatcherKind> intendedKinds,
    Gathering intendedGatherings,
    Optional<Window> certainWindow) {
  /** The most pieces of area. */
  public static final int MAX_AREAS = 100_000;

  /**
   * Copies its collections; refuses a danger without an area, and a certain window beyond its
   * window.
   */
  public Danger {
    areas = List.copyOf(areas);
    categories = Set.copyOf(categories);
    intendedKinds = Set.copyOf(intendedKinds);
    if (areas.isEmpty() || areas.size() > MAX_AREAS) {
      throw new IllegalArgumentException(
          "danger has "
              + areas.size()
              + " areas; 1 to "
              + MAX_AREAS
              + " are needed, Area.everywhere() when it has no bounds");
    }
    if (certainWindow.isPresent()
        && !certainWindow.equals(window.intersection(certainWindow.get()))) {
      throw new IllegalArgumentException(
          "danger surely goes on from "
              + certainWindow.get()
              + ", which is not within its window "
              + window
              + "; the window must hold every instant at which it may go on");
    }
  }

  /** A danger for venues and events of any size and type, of which no certain window is told. */
  public Danger(
      List<Area> areas,
      Window window,
      Set<Category> categories,
      Severity severity,
      Urgency urgency,
      Certainty certainty,
      Set<WatcherKind> intendedKinds) {
    this(
        areas,
        window,
        categories,
        severity,
        urgency,
        certainty,
        intendedKinds,
        Gathering.unknown(),
        Optional.empty());
  }

  /** A danger of unknown severity, urgency and certainty and of any category, for everybody. */
  public static Danger of(Area area, Window window) {
    return new Danger(
        List.of(area),
        window,
        Set.of(),
        Severity.UNKNOWN,
        Urgency.UNKNOWN,
        Certainty.UNKNOWN,
        Set.of());
  }

  /** This danger in another window; what was certain of the old one is not told any more. */
  public Danger withWindow(Window other) {
    return new Danger(
        areas,
        other,
        categories,
        severity,
        urgency,
        certainty,
        intendedKinds,
        intendedGatherings,
        Optional.empty());
  }

  /** This danger, surely going on in a part of its window. */
  public Danger withCertainWindow(Window certain) {
    return new Danger(
        areas,
        window,
        categories,
        severity,
        urgency,
        certainty,
        intendedKinds,
        intendedGatherings,
        Optional.of(certain));
  }

  /** This danger with other categories. */
  public Danger withCategories(Set<Category> others) {
    return new Danger(
        areas,
        window,
        others,
        severity,
        urgency,
        certainty,
        intendedKinds,
        intendedGatherings,
        certainWindow);
  }

  /** This danger with another severity. */
  public Danger withSeverity(Severity other) {
    return new Danger(
        areas,
        window,
        categories,
        other,
        urgency,
        certainty,
        intendedKinds,
        intendedGatherings,
        certainWindow);
  }

  /** This danger for other kinds of watcher. */
  public Danger withIntendedKinds(Set<WatcherKind> others) {
    return new Danger(
        areas,
        window,
        categories,
        severity,
        urgency,
        certainty,
        others,
        intendedGatherings,
        certainWindow);
  }

  /** This danger for venues and events of a least size and of some types. */
  public Danger withIntendedGatherings(Gathering others) {
    return new Danger(
        areas,
        window,
        categories,
        severity,
        urgency,
        certainty,
        intendedKinds,
        others,
        certainWindow);
  }
}
