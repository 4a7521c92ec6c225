// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;
import org.tocsin.cap.RandomAlerts;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.convert.GeoJson.CircleForm;

/** FEATURE UNDER TEST: alerts become GeoJSON that others draw rightly, and come back the same. */
class GeoJsonTest {
  private static final double EARTH_KM = 6371.0088;

  @Test
  void whatIsWrittenReadsBackEqual() {
    for (long seed = 0; seed < 100; seed++) {
      Alert alert = new RandomAlerts(new SplittableRandom(seed)).alert();
      for (CircleForm form : List.of(new CircleForm.AsPoint(), new CircleForm.AsPolygon(50))) {
        byte[] json = GeoJson.write(List.of(alert), form);
        assertThat(GeoJson.read(json)).as("seed %d %s", seed, form).containsExactly(alert);
        assertThat(GeoJson.write(List.of(alert), form)).as("seed %d", seed).isEqualTo(json);
      }
    }
  }

  @Test
  void anAreaIsAFeatureWithLongitudeFirstAndCounterclockwise() {
    String json = new String(GeoJson.write(List.of(alert(square(10, 20)))), UTF_8);
    assertThat(json)
        .startsWith("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",")
        .contains(
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                + "[[[20,10],[21,10],[21,11],[20,11],[20,10]]]}")
        .contains("\"sent\":\"2026-06-01T12:00:00+03:00\"")
        .contains("\"areaDesc\":\"here \\u003cb>\"");
  }

  @Test
  void aPolygonAcrossTheAntimeridianIsCutInTwo() {
    Polygon polygon = polygon("-10,179 -10,-179 10,-179 10,179 -10,179");
    assertThat(rings(alert(polygon)))
        .containsExactlyInAnyOrder(
            List.of(p(179, -10), p(180, -10), p(180, 10), p(179, 10), p(179, -10)),
            List.of(p(-180, -10), p(-179, -10), p(-179, 10), p(-180, 10), p(-180, -10)));
  }

  @Test
  void aPolygonRoundAPoleIsClosedAlongIt() {
    Polygon polygon = polygon("80,0 80,90 80,180 80,-90 80,0");
    List<List<List<Double>>> rings = rings(alert(polygon));
    assertThat(rings.stream().mapToDouble(GeoJsonTest::area).sum()).isEqualTo(3600);
    assertThat(rings).allSatisfy(ring -> assertThat(ring).contains(ring.getFirst()));
  }

  @ParameterizedTest
  @CsvSource({"40, 55.751, 37.618", "0.3, 0, 0", "300, -62, 179.5", "900, 85, 10", "50, 10, -180"})
  void aCircleAsPolygonContainsItWithinTheError(double radius, double latitude, double longitude) {
    double error = 250;
    Circle circle = new Circle(new Point(latitude, longitude), radius);
    List<List<List<Double>>> rings = GeoRings.of(circle, error);
    int corners = 0;
    for (List<List<Double>> ring : rings) {
      assertThat(ring.getFirst()).isEqualTo(ring.getLast());
      assertThat(area(ring)).isPositive();
      for (List<Double> corner : ring) {
        boolean cut = Math.abs(corner.get(0)) == 180 || Math.abs(corner.get(1)) == 90;
        if (!cut) {
          corners++;
          double distance = distance(circle.centre(), corner);
          assertThat(distance).isBetween(radius - 1e-3, radius + error / 1000 + 1e-3);
        }
      }
    }
    assertThat(corners).isGreaterThanOrEqualTo(62);
  }

  @Test
  void aCircleAsPointHasItsRadius() {
    Area area = Area.builder().areaDesc("x").circle(new Circle(new Point(1, 2), 3.5)).build();
    assertThat(new String(GeoJson.write(List.of(alert(area)), new CircleForm.AsPoint()), UTF_8))
        .contains("\"geometry\":{\"type\":\"Point\",\"coordinates\":[2,1]}")
        .contains("\"circle\":\"1,2 3.5\",\"radiusKm\":3.5");
  }

  @Test
  void geoJsonOfOthersIsReadWhenItSaysWhatCapNeeds() {
    String foreign =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[37.6,55.7]},"properties":{
        "identifier":"1","sender":"s@example.org","sent":"2026-06-01T12:00:00Z","status":"Actual",
        "msgType":"Alert","scope":"Public","category":"Security","event":"Threat","urgency":"Past",
        "severity":"Minor","certainty":"Likely","areaDesc":"Moscow","radiusKm":5,"colour":"red"}}
        """;
    Alert alert = GeoJson.read(foreign.getBytes(UTF_8)).getFirst();
    assertThat(alert.sent()).isEqualTo(OffsetDateTime.parse("2026-06-01T12:00:00Z"));
    assertThat(alert.infos().getFirst().areas().getFirst().circles())
        .containsExactly(new Circle(new Point(55.7, 37.6), 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1,2                      | the input is not JSON
          {} {}                     | something follows the end
          {"a":1,"a":2}             | the input is not JSON
          {"a":1e999999999}         | more than 64 digits
          {"type":"Point"}          | the file is no FeatureCollection
          {"type":"Feature"}        | feature 0 has no properties
          {"type":"Feature","properties":{"identifier":"1"}} | alert: alert has no sender
          """)
  void whatGivesNoAlertIsRefusedAloud(String json, String message) {
    assertThatThrownBy(() -> GeoJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(GeoJsonException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "type":"Polygon"      | "type":"LineString" | is a LineString; CAP has polygons and circles
          [[[20,10]             | [[[0,0]],[[20,10]   | a polygon of 2 rings; CAP has no holes
          [20,10]               | [20,10,5]           | it must be [longitude, latitude]
          "areaDesc"            | "place"             | has a geometry and no areaDesc
          "Security"            | "Sekurity"          | info[1]/category[1]: Sekurity is not a word
          "info":0              | "info":-1           | it must be a place from 0
          "info":0              | "info":0.5          | it must be a place from 0
          [20,10]               | [20,95]             | alert/info[1]/area[1]/polygon[1]
          """)
  void eachFaultIsToldWithItsPlace(String from, String to, String message) {
    String json = new String(GeoJson.write(List.of(alert(square(10, 20)))), UTF_8);
    assertThat(json).contains(from);
    assertThatThrownBy(() -> GeoJson.read(json.replace(from, to).getBytes(UTF_8)))
        .isInstanceOf(GeoJsonException.class)
        .hasMessageContaining(message);
  }

  @Test
  void featuresThatContradictEachOtherAreRefused() {
    Area two = Area.builder().areaDesc("x").polygon(square(1, 2)).polygon(square(3, 4)).build();
    Area circle = two.toBuilder().circle(new Circle(new Point(0, 0), 1)).build();
    String json = new String(GeoJson.write(List.of(alert(circle))), UTF_8);
    int last = json.lastIndexOf("\"event\":\"Threat\"");
    String twofold = json.substring(0, last) + "\"event\":\"Other\"" + json.substring(last + 16);
    assertThatThrownBy(() -> GeoJson.read(twofold.getBytes(UTF_8)))
        .hasMessageContaining("feature 1 says something else of the same alert");
  }

  @Test
  void damagedInputIsRefusedOrReadAndNeverBreaks() {
    String json = new String(GeoJson.write(List.of(alert(square(10, 20)))), UTF_8);
    for (int at = 0; at < json.length(); at += 3) {
      for (String put : List.of("", "{", "\"", "9", "]")) {
        String damaged = json.substring(0, at) + put + json.substring(at + 1);
        try {
          assertThat(GeoJson.read(damaged.getBytes(UTF_8))).as("at %d %s", at, put).isNotEmpty();
        } catch (GeoJsonException refused) {
          assertThat(refused.faults()).as("at %d %s", at, put).isNotEmpty();
        }
      }
    }
  }

  private static Alert alert(Polygon polygon) {
    return alert(Area.builder().areaDesc("here <b>").polygon(polygon).build());
  }

  static Alert alert(Area area) {
    return Alert.builder()
        .identifier("1")
        .sender("desk@example.org")
        .sent(OffsetDateTime.parse("2026-06-01T12:00:00+03:00"))
        .status(Status.ACTUAL)
        .msgType(MsgType.ALERT)
        .scope(Scope.PUBLIC)
        .info(
            Info.builder()
                .category(Category.SECURITY)
                .event("Threat")
                .urgency(Urgency.EXPECTED)
                .severity(Severity.SEVERE)
                .certainty(Certainty.POSSIBLE)
                .area(area)
                .build())
        .build();
  }

  private static Polygon square(int latitude, int longitude) {
    // Clockwise, as CAP allows.
    return new Polygon(
        List.of(
            new Point(latitude, longitude),
            new Point(latitude + 1, longitude),
            new Point(latitude + 1, longitude + 1),
            new Point(latitude, longitude + 1),
            new Point(latitude, longitude)));
  }

  private static Polygon polygon(String text) {
    List<Point> points = new ArrayList<>();
    for (String pair : text.split(" ", -1)) {
      String[] parts = pair.split(",", -1);
      points.add(new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
    }
    return new Polygon(points);
  }

  private static List<List<List<Double>>> rings(Alert alert) {
    assertThat(JsonTree.parse(GeoJson.write(List.of(alert)))).isInstanceOf(Map.class);
    return GeoRings.of(alert.infos().getFirst().areas().getFirst().polygons().getFirst());
  }

  private static List<Double> p(double longitude, double latitude) {
    return List.of(longitude, latitude);
  }

  private static double area(List<List<Double>> ring) {
    double twice = 0;
    for (int i = 1; i < ring.size(); i++) {
      twice +=
          ring.get(i - 1).get(0) * ring.get(i).get(1) - ring.get(i).get(0) * ring.get(i - 1).get(1);
    }
    return twice / 2;
  }

  /** Haversine. */
  private static double distance(Point from, List<Double> to) {
    double latitude = Math.toRadians(to.get(1) - from.latitude());
    double longitude = Math.toRadians(to.get(0) - from.longitude());
    double half =
        Math.pow(Math.sin(latitude / 2), 2)
            + Math.cos(Math.toRadians(from.latitude()))
                * Math.cos(Math.toRadians(to.get(1)))
                * Math.pow(Math.sin(longitude / 2), 2);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
  }
}
