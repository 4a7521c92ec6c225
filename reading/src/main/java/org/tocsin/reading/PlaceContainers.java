// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells in which larger place a name is said to lie: "Paris, Texas", "Foya in Lofa County". Lists
 * of towns are no such thing.
 */
final class PlaceContainers {
  private static final double BESIDE_KM = 70;

  private PlaceContainers() {}

  /** The larger places named right after a name; none when what follows is no container. */
  static List<Gazetteer.Entry> containers(
      PlaceWords words, List<PlaceFinder.Candidate> candidates, int i) {
    PlaceFinder.Candidate c = candidates.get(i);
    List<Gazetteer.Entry> all = new ArrayList<>();
    int at = c.to();
    for (int next = i + 1; next < candidates.size() && next < i + 3; next++) {
      PlaceFinder.Candidate outer = candidates.get(next);
      boolean mark = outer.from() == at + 1 && (words.at(at).is(",") || words.at(at).is("("));
      boolean in =
          next == i + 1
              && outer.from() > at
              && outer.from() - at <= 3
              && words.at(at).is("in")
              && outer.sort() != PlaceFinder.Sort.DEMONYM;
      boolean zip = outer.from() == at && outer.sort() == PlaceFinder.Sort.SHORT_FORM;
      if (!mark && !in && !zip) {
        break;
      }
      if (!all.isEmpty()
          && all.stream().noneMatch(e -> outer.entries().stream().anyMatch(o -> isInside(e, o)))) {
        break; // "Jalisco, Oaxaca, Chiapas"
      }
      all.addAll(outer.entries());
      at = outer.to();
    }
    return all;
  }

  /** Whether "in" leads from a name to the next. */
  static boolean isIn(PlaceWords words, List<PlaceFinder.Candidate> candidates, int i) {
    int at = candidates.get(i).to();
    return i + 1 < candidates.size()
        && candidates.get(i + 1).from() > at
        && candidates.get(i + 1).from() - at <= 3
        && words.at(at).is("in")
        && candidates.get(i + 1).sort() != PlaceFinder.Sort.DEMONYM;
  }

  /**
   * Of the places that a name may stand for, those that hold one that the name right before it may
   * stand for, where others do not: "Georgia" in "Atlanta, Georgia" is no country.
   */
  static List<Gazetteer.Entry> holding(
      PlaceWords words, List<PlaceFinder.Candidate> candidates, int i) {
    if (i == 0 || candidates.get(i).entries().size() < 2) {
      return List.of();
    }
    PlaceFinder.Candidate inner = candidates.get(i - 1);
    PlaceFinder.Candidate c = candidates.get(i);
    boolean follows =
        (c.from() == inner.to() + 1 && words.at(inner.to()).is(","))
            || isIn(words, candidates, i - 1);
    if (!follows) {
      return List.of();
    }
    List<Gazetteer.Entry> holding =
        c.entries().stream()
            .filter(o -> inner.entries().stream().anyMatch(e -> isMeant(inner, e, o)))
            .toList();
    return holding.size() < c.entries().size() ? holding : List.of();
  }

  /**
   * Whether a place lies in another and may be meant there: "Washington, New York" is a list,
   * though a town of New York was once called so.
   */
  static boolean isMeant(PlaceFinder.Candidate c, Gazetteer.Entry inner, Gazetteer.Entry outer) {
    return isInside(inner, outer)
        && (!inner.alias()
            || c.entries().stream()
                .noneMatch(e -> !e.alias() && e.population() > 5 * inner.population() + 10_000));
  }

  private static boolean isInside(Gazetteer.Entry inner, Gazetteer.Entry outer) {
    return switch (outer.kind()) {
      case COUNTRY -> outer.country().equals(inner.country()) && inner.kind() != PlaceKind.COUNTRY;
      case ADMIN1 -> outer.admin1() == inner.admin1() && inner.kind() != PlaceKind.ADMIN1;
      case ADMIN2 -> outer.admin2() == inner.admin2() && inner.kind() == PlaceKind.TOWN;
      case TOWN, REGION, VENUE -> false;
    };
  }

  /**
   * "Holton, Suffolk" where no Holton that is known lies in Suffolk: a place of that name somewhere
   * there is likelier than one on another continent. A list, "Lyon, Texas and Ohio", is no such
   * thing, so that what follows must be a county or a short form, or "in" must lead to it: "Foya in
   * Lofa County".
   */
  static Optional<Gazetteer.Entry> within(
      PlaceFinder.Candidate c, List<Gazetteer.Entry> containers, boolean in) {
    boolean may =
        c.entries().stream().noneMatch(PlaceContainers::isLarge)
            && (c.told() || c.entries().stream().anyMatch(e -> e.kind() == PlaceKind.TOWN))
            && c.entries().stream()
                .noneMatch(
                    e -> containers.stream().anyMatch(o -> isInside(e, o) || lieTogether(e, o)));
    return may
        ? containers.stream()
            .filter(o ->
                (o.kind() == PlaceKind.ADMIN2 && isNoTown(o, containers))
                    || (o.kind() == PlaceKind.ADMIN1 && (c.told() || in))
                    || (o.kind() == PlaceKind.COUNTRY && in))
            .findFirst()
            .map(o -> o.within(c.span().text()))
        : Optional.empty();
  }

  /** "Bath, Somerset": by the tables Bath lies in another district, but beside it. */
  private static boolean lieTogether(Gazetteer.Entry town, Gazetteer.Entry county) {
    return county.kind() == PlaceKind.ADMIN2
        && town.country().equals(county.country())
        && town.kilometresTo(county) < BESIDE_KM;
  }

  /** Whether a county's name is not that of a town too: "Goma, Bukavu" is a list. */
  private static boolean isNoTown(Gazetteer.Entry county, List<Gazetteer.Entry> named) {
    return named.stream()
        .noneMatch(e ->
            e.kind() == PlaceKind.TOWN
                && e.population() > 20_000
                && e.country().equals(county.country()));
  }

  private static boolean isLarge(Gazetteer.Entry e) {
    return switch (e.kind()) {
      case COUNTRY, ADMIN1 -> true;
      case TOWN -> e.population() > 200_000;
      case ADMIN2, REGION, VENUE -> false;
    };
  }
}
