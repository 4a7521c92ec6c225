// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;
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
 */
public record Danger(
    List<Area> areas,
    Window window,
    Set<Category> categories,
    Severity severity,
    Urgency urgency,
    Certainty certainty,
    Set<WatcherKind> intendedKinds) {
  /** The most pieces of area. */
  public static final int MAX_AREAS = 100_000;

  /** Copies its collections and refuses a danger without an area. */
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

  /** This danger in another window. */
  public Danger withWindow(Window other) {
    return new Danger(areas, other, categories, severity, urgency, certainty, intendedKinds);
  }

  /** This danger with other categories. */
  public Danger withCategories(Set<Category> others) {
    return new Danger(areas, window, others, severity, urgency, certainty, intendedKinds);
  }

  /** This danger with another severity. */
  public Danger withSeverity(Severity other) {
    return new Danger(areas, window, categories, other, urgency, certainty, intendedKinds);
  }

  /** This danger for other kinds of watcher. */
  public Danger withIntendedKinds(Set<WatcherKind> others) {
    return new Danger(areas, window, categories, severity, urgency, certainty, others);
  }
}
