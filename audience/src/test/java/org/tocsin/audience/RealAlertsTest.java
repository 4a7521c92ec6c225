// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;

/**
 * FEATURE UNDER TEST: the tables answer for every polygon and circle of real alerts what each
 * watcher alone is answered, and what JTS says.
 *
 * <p>The alerts of the project are few. Where a collection of them lies beside the project ({@code
 * ../shared/conformance/cap}), all its areas are asked too; the test prints how many.
 */
class RealAlertsTest {
  private static final int NEAR_EACH = 60;
  private static final int TOGETHER = 250;

  private final RandomGenerator random = Asking.random(2024);

  @Test
  void everyAreaOfTheProjectsAlertsIsAnsweredAsForEachWatcherAlone() throws IOException {
    List<Area> areas = RealAlerts.own();
    assertThat(areas).hasSizeGreaterThanOrEqualTo(2);
    compare(areas);
  }

  @Test
  void everyAreaOfTheCollectionIsAnsweredAsForEachWatcherAlone() throws IOException {
    List<Area> areas = RealAlerts.collection();
    if (!areas.isEmpty()) {
      System.out.println("RealAlertsTest: areas asked: " + areas.size());
      assertThat(areas).hasSizeGreaterThan(1000);
      // Everybody is asked alone about every area: all at once would take half a minute.
      for (int from = 0; from < areas.size(); from += TOGETHER) {
        compare(areas.subList(from, Math.min(from + TOGETHER, areas.size())));
      }
    }
  }

  private void compare(List<Area> areas) {
    List<Watcher> watchers = new ArrayList<>();
    for (Area area : areas) {
      addNear(watchers, area);
    }
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    List<Entry> entries = watchers.stream().map(Entry::new).toList();
    long met = 0;
    for (int a = 0; a < areas.size(); a++) {
      Danger danger = Asking.danger(areas.get(a));
      PreparedDanger prepared = new PreparedDanger(danger);
      long[] expected =
          entries.stream()
              .filter(prepared::matches)
              .mapToLong(entry -> entry.watcher().id())
              .toArray();
      Audience audience = index.match(danger);
      assertThat(audience.size())
          .as("count, area %d %s", a, areas.get(a))
          .isEqualTo(expected.length);
      assertThat(audience.toArray()).as("area %d %s", a, areas.get(a)).isEqualTo(expected);
      if (areas.get(a) instanceof Polygon polygon) {
        compareWithJts(a, polygon, watchers, audience);
      }
      met += expected.length;
    }
    assertThat(met).isGreaterThan(20L * areas.size());
  }

  private static void compareWithJts(
      int number, Polygon polygon, List<Watcher> watchers, Audience audience) {
    Lattice.Line ring = Lattice.ring(polygon.outer());
    Coordinate[] corners = new Coordinate[ring.x().length];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = new Coordinate(ring.x()[i], ring.y()[i]);
    }
    Geometry jts = new GeometryFactory().createPolygon(corners);
    // JTS judges what it calls valid; across the antimeridian it would need copies.
    if (!jts.isValid() || ring.maxX() > Lattice.TURN / 2) {
      return;
    }
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(jts);
    for (Watcher watcher : watchers) {
      if (watcher.places().getFirst().shape() instanceof Shape.PointRadius(Coordinates at, double r)
          && r == 0
          && Math.abs(at.x()) != Lattice.TURN / 2) {
        assertThat(locator.locate(new Coordinate(at.x(), at.y())) != Location.EXTERIOR)
            .as("JTS, area %d, %s", number, at)
            .isEqualTo(audience.contains(watcher.id()));
      }
    }
  }

  /** Watchers on corners and edges of an area, a step beside them, and round about. */
  private void addNear(List<Watcher> watchers, Area area) {
    for (int i = 0; i < NEAR_EACH; i++) {
      Coordinates at =
          switch (area) {
            case Polygon polygon -> near(polygon.outer(), i);
            case Area.Circle(Coordinates centre, double radius) -> round(centre, radius);
            case Area.Everywhere() -> Coordinates.of(0, 0);
          };
      double radius = i % 10 == 0 ? Math.pow(10, random.nextDouble(5.6)) : i % 10 == 1 ? 100 : 0;
      watchers.add(Asking.watcher(watchers.size(), new Shape.PointRadius(at, radius)));
    }
  }

  private Coordinates near(List<Coordinates> ring, int i) {
    int corner = random.nextInt(ring.size() - 1);
    Coordinates a = ring.get(corner);
    Coordinates b = ring.get(corner + 1);
    double part = i % 3 == 0 ? 0 : i % 3 == 1 ? 0.5 : random.nextDouble();
    double spread = i % 2 == 0 ? 1.5e-7 : 0.3 * random.nextDouble();
    return moved(
        a.latitude() + part * (b.latitude() - a.latitude()) + spread * random.nextInt(-1, 2),
        a.longitude() + part * (b.longitude() - a.longitude()) + spread * random.nextInt(-1, 2));
  }

  private Coordinates round(Coordinates centre, double radius) {
    double metres = radius * (0.5 + random.nextDouble());
    double angle = random.nextDouble(2 * Math.PI);
    double scale = 111_195 * Math.max(0.02, Math.cos(Math.toRadians(centre.latitude())));
    return moved(
        centre.latitude() + metres / 111_195 * Math.sin(angle),
        centre.longitude() + metres / scale * Math.cos(angle));
  }

  private static Coordinates moved(double latitude, double longitude) {
    return Coordinates.of(
        Math.clamp(latitude, -90, 90), Math.clamp(Math.IEEEremainder(longitude, 360), -180, 180));
  }
}
