// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tocsin.audience.Area;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.audience.Category;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Urgency;
import org.tocsin.audience.Window;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.Point;

/**
 * The dangers that a CAP alert tells of, one for each info that differs in more than language; who
 * is in the way of any of them is in the way of the alert.
 *
 * <p>How an info is taken (CAP 1.2 §3.2.2, §3.2.4): the danger may happen from its onset, or if it
 * names none from when it is effective, or else from when the alert was sent, until it expires, or
 * with no known end. Its place is the union of its polygons and circles; a circle's radius is in
 * kilometres there and in metres here. Geocodes stand for places that this program cannot draw;
 * they are told in the notes. An alert none of whose infos has an area is for everywhere.
 *
 * @param all the dangers; empty if every area is told by geocodes alone
 * @param notes what could not be taken, in words for an officer
 */
public record Dangers(List<Danger> all, List<String> notes) {

  public Dangers {
    all = List.copyOf(all);
    notes = List.copyOf(notes);
  }

  /**
   * Takes an alert.
   *
   * @throws IllegalArgumentException if a polygon has too few corners, or has none that make sense
   */
  public static Dangers of(Alert alert) {
    boolean areaNamed = alert.infos().stream().anyMatch(info -> !info.areas().isEmpty());
    List<Danger> dangers = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int number = 1; number <= alert.infos().size(); number++) {
      Info info = alert.infos().get(number - 1);
      List<Area> areas = areaNamed ? areas(info, number, notes) : List.of(Area.everywhere());
      if (areas.isEmpty()) {
        notes.add("info " + number + " names no polygon or circle and was left out");
        continue;
      }
      Danger danger =
          new Danger(
              areas,
              window(alert, info),
              categories(info),
              Severity.find(info.severity().word()).orElse(Severity.UNKNOWN),
              Urgency.find(info.urgency().word()).orElse(Urgency.UNKNOWN),
              Certainty.find(info.certainty().word()).orElse(Certainty.UNKNOWN),
              Set.of());
      if (!dangers.contains(danger)) {
        dangers.add(danger);
      }
    }
    if (!areaNamed) {
      notes.add("the alert names no area and was taken to be for everywhere");
    }
    return new Dangers(dangers, notes);
  }

  /** The same dangers in another window. */
  public Dangers during(Window window) {
    return new Dangers(
        all.stream().map(danger -> danger.withWindow(window)).distinct().toList(), notes);
  }

  /** Everybody who is in the way of one of them. */
  public Audience match(AudienceSnapshot watchers) {
    Audience audience = Audience.nobody();
    for (Danger danger : all) {
      audience = audience.union(watchers.match(danger));
    }
    return audience;
  }

  private static List<Area> areas(Info info, int number, List<String> notes) {
    List<Area> areas = new ArrayList<>();
    for (org.tocsin.cap.Area area : info.areas()) {
      area.polygons().forEach(polygon -> areas.add(polygon(polygon)));
      area.circles().forEach(circle -> areas.add(circle(circle)));
      if (area.polygons().isEmpty() && area.circles().isEmpty()) {
        notes.add(
            "info %d: the area \"%s\" has %d geocodes and no polygon or circle; nobody can be matched by it"
                .formatted(number, area.areaDesc(), area.geocodes().size()));
      }
    }
    return areas;
  }

  private static Area polygon(org.tocsin.cap.Polygon polygon) {
    return Polygon.of(polygon.points().stream().map(Dangers::coordinates).toList());
  }

  private static Area circle(Circle circle) {
    double radiusMetres = circle.radiusKm() * 1000;
    return radiusMetres > Area.Circle.MAX_RADIUS_METRES
        ? Area.everywhere()
        : new Area.Circle(coordinates(circle.centre()), radiusMetres);
  }

  private static Coordinates coordinates(Point point) {
    return new Coordinates(point.latitude(), point.longitude());
  }

  private static Window window(Alert alert, Info info) {
    Instant start = info.onset().or(info::effective).orElse(alert.sent()).toInstant();
    Instant end = info.expires().map(OffsetDateTime::toInstant).orElse(Instant.MAX);
    // An alert that expires before its onset is faulty; in doubt it lasts until the onset.
    return end.isBefore(start) ? new Window(end, start) : new Window(start, end);
  }

  private static Set<Category> categories(Info info) {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    info.categories().forEach(given -> Category.find(given.word()).ifPresent(categories::add));
    return categories;
  }
}
