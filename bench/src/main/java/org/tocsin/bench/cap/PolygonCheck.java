// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.tocsin.bench.frame.Contender;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;
import org.tocsin.cap.Rule;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;

/** Checks that a polygon does not cross itself: a jagged coast round a centre. */
final class PolygonCheck {
  private PolygonCheck() {}

  /** The corners, the first one again at the end. */
  private static List<Point> coast(int corners) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      // Bays of several sizes; the angle only grows, so no side crosses another.
      double radius = 1 + 0.2 * Math.sin(7 * angle) + 0.05 * Math.sin(91 * angle);
      radius += 0.01 * (i % 2);
      points.add(new Point(55 + radius * Math.sin(angle), 37 + radius * Math.cos(angle)));
    }
    points.add(points.getFirst());
    return points;
  }

  /** Ours: an alert that was built, with that polygon as its area; all its rules are checked. */
  static Contender tocsin(int corners) {
    Alert alert = alert(new Polygon(coast(corners)));
    return new One() {
      @Override
      boolean holds() {
        // That it has more corners than small receivers take is told, too, and is no fault.
        return CapChecker.check(alert).problems().stream()
            .noneMatch(problem -> problem.rule().equals(Rule.POLYGON_CROSSES.id()));
      }
    };
  }

  /** A peer: the geometry library JTS. */
  static Contender jts(int corners) {
    Coordinate[] ring =
        coast(corners).stream()
            .map(point -> new Coordinate(point.longitude(), point.latitude()))
            .toArray(Coordinate[]::new);
    GeometryFactory factory = new GeometryFactory();
    return new One() {
      @Override
      boolean holds() {
        return factory.createPolygon(ring).isValid();
      }
    };
  }

  private static Alert alert(Polygon polygon) {
    OffsetDateTime sent = OffsetDateTime.parse("2024-03-07T20:00:00+03:00");
    return Alert.builder()
        .identifier("bench-1")
        .sender("bench@example.org")
        .sent(sent)
        .status(Status.TEST)
        .msgType(MsgType.ALERT)
        .scope(Scope.PUBLIC)
        .info(
            Info.builder()
                .language("en")
                .category(Category.MET)
                .event("Storm surge")
                .urgency(Urgency.EXPECTED)
                .severity(Severity.SEVERE)
                .certainty(Certainty.LIKELY)
                .expires(sent.plusHours(6))
                .headline("Storm surge")
                .description("The sea comes over the coast.")
                .instruction("Go inland.")
                .area(Area.builder().areaDesc("A coast").polygon(polygon).build())
                .build())
        .build();
  }

  private abstract static class One implements Contender {
    abstract boolean holds();

    @Override
    public long units() {
      return 1;
    }

    @Override
    public long pass() {
      return holds() ? 1 : 0;
    }

    @Override
    public List<String> answers() {
      return List.of(holds() ? "valid" : "not valid");
    }
  }
}
