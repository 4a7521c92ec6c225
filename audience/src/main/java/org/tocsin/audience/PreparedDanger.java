// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A danger made ready for matching, and the one place where it is decided who is in its way.
 * Immutable.
 */
final class PreparedDanger {
  private final Danger danger;
  private final int categories;
  private final List<Ground> areas;

  PreparedDanger(Danger danger) {
    this.danger = danger;
    this.categories = Category.bits(danger.categories());
    this.areas = danger.areas().stream().map(Ground::of).toList();
  }

  Danger danger() {
    return danger;
  }

  List<Ground> areas() {
    return areas;
  }

  /** Whether a position with a radius meets one of the areas. */
  boolean meetsPoint(int x, int y, double radiusMetres) {
    for (Ground area : areas) {
      boolean meets =
          switch (area) {
            case Whole _ -> true;
            case Disc disc ->
                Disc.meet(x, y, radiusMetres, disc.x(), disc.y(), disc.radiusMetres());
            case Region region ->
                region.contains(x, y)
                    || (radiusMetres > 0 && region.isReachedBy(Disc.of(x, y, radiusMetres)));
            case Route _, Regions _ -> throw new AssertionError("no danger has such an area");
          };
      if (meets) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of all areas. */
  int[] allAreas() {
    int[] all = new int[areas.size()];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** Those of {@code candidates} whose bounds meet a box. */
  int[] areasNear(int[] candidates, Bounds box) {
    int n = 0;
    int[] near = new int[candidates.length];
    for (int area : candidates) {
      if (areas.get(area).bounds().meets(box)) {
        near[n++] = area;
      }
    }
    return n == near.length ? candidates : Arrays.copyOf(near, n);
  }

  /** Whether one of these areas surely holds all of a box. */
  boolean covers(int[] candidates, Bounds box) {
    for (int area : candidates) {
      Ground ground = areas.get(area);
      if (ground instanceof Whole || (ground instanceof Region region && region.covers(box))) {
        return true;
      }
    }
    return false;
  }

  boolean meetsPlace(Entry.Item item, int[] candidates) {
    for (int area : candidates) {
      if (meets(item.ground(), areas.get(area))) {
        return true;
      }
    }
    return false;
  }

  private static boolean meets(Ground place, Ground area) {
    return how(place, area).isPresent();
  }

  /** How place and area meet. What lies beyond the bounds of an area does not count as its own. */
  private static Optional<Reason.How> how(Ground place, Ground area) {
    return place.bounds().meets(area.bounds()) ? Meeting.find(place, area) : Optional.empty();
  }

  boolean meetsTime(Entry.Item item) {
    return item.when() instanceof When.Always || item.when().overlaps(danger.window());
  }

  /** Whether an instant lies in the window. */
  boolean isAt(Instant instant) {
    Window window = danger.window();
    return !instant.isBefore(window.earliestStart()) && !instant.isAfter(window.latestEnd());
  }

  /** Whether a position lies in one of the areas. */
  boolean isAt(Coordinates position) {
    Disc here = Disc.of(position, 0);
    return areas.stream().anyMatch(area -> meets(here, area));
  }

  boolean matches(Entry entry) {
    return wants(entry)
        && entry.items().stream().anyMatch(item -> meetsTime(item) && meetsPlace(item, allAreas()));
  }

  /** Whether the danger is of the sort that the watcher asked for and meant for their kind. */
  boolean wants(Entry entry) {
    Watcher watcher = entry.watcher();
    Preferences preferences = watcher.preferences();
    return isMeantFor(watcher.kind())
        && isMeantFor(watcher.kind(), watcher.gathering())
        && hasWantedCategory(entry)
        && danger.severity().meets(preferences.minSeverity())
        && danger.urgency().meets(preferences.minUrgency())
        && danger.certainty().meets(preferences.minCertainty());
  }

  private boolean isMeantFor(WatcherKind kind) {
    Set<WatcherKind> kinds = danger.intendedKinds();
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** Whether the danger tells venues and events apart by size or type. */
  boolean asksForGatherings() {
    return !danger.intendedGatherings().equals(Gathering.unknown());
  }

  /** Whether it is meant for a venue or event of this size and type; for others, yes. */
  boolean isMeantFor(WatcherKind kind, Gathering gathering) {
    Gathering asked = danger.intendedGatherings();
    return !Gathering.isOne(kind) || (gathering.isLargeEnough(asked) && gathering.isOfType(asked));
  }

  private boolean hasWantedCategory(Entry entry) {
    return categories == 0 || entry.categories() == 0 || (categories & entry.categories()) != 0;
  }

  /** The reason why a watcher is in the way or is not. */
  Reason explain(Entry entry) {
    return unwanted(entry).orElseGet(() -> explainPlaces(entry));
  }

  private Optional<Reason> unwanted(Entry entry) {
    Watcher watcher = entry.watcher();
    Preferences wish = watcher.preferences();
    if (!isMeantFor(watcher.kind())) {
      return not(
          Reason.Cause.KIND,
          "meant for " + danger.intendedKinds() + ", the watcher is " + watcher.kind());
    }
    Gathering gathering = watcher.gathering();
    Gathering asked = danger.intendedGatherings();
    if (Gathering.isOne(watcher.kind()) && !gathering.isLargeEnough(asked)) {
      return not(
          Reason.Cause.SIZE,
          "meant for "
              + asked.capacity()
              + " people or more, this one holds "
              + gathering.capacity());
    }
    if (Gathering.isOne(watcher.kind()) && !gathering.isOfType(asked)) {
      return not(
          Reason.Cause.TYPE, "meant for " + asked.types() + ", this one is " + gathering.types());
    }
    if (!hasWantedCategory(entry)) {
      return not(Reason.Cause.CATEGORY, danger.categories() + " is not among " + wish.categories());
    }
    if (!danger.severity().meets(wish.minSeverity())) {
      return not(
          Reason.Cause.SEVERITY,
          danger.severity().word() + ", asked for " + wish.minSeverity().word());
    }
    if (!danger.urgency().meets(wish.minUrgency())) {
      return not(
          Reason.Cause.URGENCY,
          danger.urgency().word() + ", asked for " + wish.minUrgency().word());
    }
    if (!danger.certainty().meets(wish.minCertainty())) {
      return not(
          Reason.Cause.CERTAINTY,
          danger.certainty().word() + ", asked for " + wish.minCertainty().word());
    }
    return entry.items().isEmpty() ? not(Reason.Cause.NO_PLACE, "") : Optional.empty();
  }

  private static Optional<Reason> not(Reason.Cause cause, String detail) {
    return Optional.of(new Reason.NotMatched(cause, detail));
  }

  private Reason.Timing timing(When when) {
    return danger
        .certainWindow()
        .map(certain -> when.overlaps(certain) ? Reason.Timing.SURE : Reason.Timing.POSSIBLE)
        .orElse(Reason.Timing.AS_STATED);
  }

  private Reason explainPlaces(Entry entry) {
    List<Reason.Cause> causes = new ArrayList<>();
    for (int place = 0; place < entry.items().size(); place++) {
      Entry.Item item = entry.items().get(place);
      Reason.Cause cause = Reason.Cause.OUTSIDE_PLACE;
      for (int area = 0; area < areas.size(); area++) {
        Optional<Reason.How> how = how(item.ground(), areas.get(area));
        if (how.isPresent()) {
          Optional<Window> overlap = item.when().firstOverlap(danger.window());
          if (overlap.isPresent()) {
            return new Reason.Matched(place, area, how.get(), overlap.get(), timing(item.when()));
          }
          cause = Reason.Cause.OUTSIDE_TIME;
        }
      }
      causes.add(cause);
    }
    Reason.Cause nearest =
        causes.contains(Reason.Cause.OUTSIDE_TIME)
            ? Reason.Cause.OUTSIDE_TIME
            : Reason.Cause.OUTSIDE_PLACE;
    return new Reason.NotMatched(nearest, "", causes);
  }
}
