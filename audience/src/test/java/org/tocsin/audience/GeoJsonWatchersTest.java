// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: watchers are read from GeoJSON; a bad feature costs only itself, and what is
 * lost is said aloud.
 */
class GeoJsonWatchersTest {
  private final List<LineProblem> problems = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final ProblemSink sink =
      new ProblemSink() {
        @Override
        public void problem(LineProblem problem) {
          problems.add(problem);
        }

        @Override
        public void rejected(long line, String id, byte[] raw) {
          rejected.add(line + ":" + new String(raw, StandardCharsets.UTF_8));
        }
      };

  private List<FileWatcher> read(String text) {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<FileWatcher> read(InputStream in) {
    try {
      return WatcherFiles.gather(in, WatcherFiles.Format.GEOJSON, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> errors() {
    return problems.stream()
        .filter(problem -> problem.grade() == LineProblem.Grade.ERROR)
        .map(LineProblem::words)
        .toList();
  }

  private static String feature(String id, String geometry, String properties) {
    return "{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":%s,\"properties\":{%s}}"
        .formatted(id, geometry, properties);
  }

  private static String at(String id) {
    return feature(id, "{\"type\":\"Point\",\"coordinates\":[37.4,55.8]}", "");
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[\n%s\n]}"
        .formatted(String.join(",\n", features));
  }

  @Test
  void aCollectionWithPropertiesNamedLikeColumnsIsRead() {
    List<FileWatcher> read =
        read(
            """
            {
              "type": "FeatureCollection",
              "name": "halls",
              "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
              "features": [
                {
                  "type": "Feature",
                  "properties": {
                    "id": "hall-1", "name": "Hall \\"one\\" {[", "kind": "venue", "radiusMetres": 250,
                    "openingHours": "Fr-Sa 18:00-02:00 @ Europe/Moscow",
                    "categories": ["Security", "CBRNE"], "languages": "ru|en",
                    "channel": "email", "address": "hall@example.org"
                  },
                  "geometry": {"coordinates": [37.390, 55.826, 180], "type": "Point"}
                },
                {"type": "Feature", "id": 7, "geometry": null, "properties": {"channel": "sms", "address": "+1"}}
              ],
              "bbox": [0, 0, 1, 1]
            }
            """);
    assertThat(read).extracting(FileWatcher::id).containsExactly("hall-1", "7");
    FileWatcher hall = read.getFirst();
    assertThat(hall.name()).isEqualTo("Hall \"one\" {[");
    assertThat(hall.kind()).isEqualTo(WatcherKind.VENUE);
    assertThat(hall.places().getFirst().shape()).isEqualTo(Shape.pointRadius(55.826, 37.39, 250));
    assertThat(hall.places().getFirst().when()).isInstanceOf(When.WeeklyHours.class);
    assertThat(hall.preferences().categories())
        .containsExactlyInAnyOrder(Category.SECURITY, Category.CBRNE);
    assertThat(problems)
        .extracting(LineProblem::message)
        .containsExactly("watcher has no place and matches no danger");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"Point","coordinates":[37,55]}; "radiusMetres":10; [PointRadius[centre=55.0,37.0, radiusMetres=10.0]]
          {"type":"MultiPoint","coordinates":[[37,55],[-1,2.5]]}; ; [PointRadius[centre=55.0,37.0, radiusMetres=0.0], PointRadius[centre=2.5,-1.0, radiusMetres=0.0]]
          {"type":"LineString","coordinates":[[1,2],[3,4]]}; "widthMetres":500; [Corridor[points=[2.0,1.0, 4.0,3.0], widthMetres=500.0]]
          {"type":"LineString","coordinates":[[1,2],[3,4]]}; "radiusMetres":200; [Corridor[points=[2.0,1.0, 4.0,3.0], widthMetres=400.0]]
          {"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}; ; [Corridor[points=[2.0,1.0, 4.0,3.0], widthMetres=0.0], Corridor[points=[6.0,5.0, 8.0,7.0], widthMetres=0.0]]
          {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[37,55]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}; "radiusMetres":5; [PointRadius[centre=55.0,37.0, radiusMetres=5.0], Corridor[points=[2.0,1.0, 4.0,3.0], widthMetres=10.0]]
          """)
  void eachGeometryBecomesItsPlaces(String geometry, String properties, String shapes) {
    List<FileWatcher> read =
        read(collection(feature("a", geometry, properties == null ? "" : properties)));
    assertThat(errors()).isEmpty();
    assertThat(read.getFirst().places().stream().map(Place::shape).toList()).hasToString(shapes);
  }

  @Test
  void polygonsWithHolesAreTheSameAsInWellKnownText() {
    String ring = "[[0,0],[4,0],[4,4],[0,0]],[[2,1],[3,1],[3,2],[2,1]]";
    List<FileWatcher> read =
        read(
            collection(
                feature("a", "{\"type\":\"Polygon\",\"coordinates\":[" + ring + "]}", ""),
                feature(
                    "b",
                    "{\"type\":\"MultiPolygon\",\"coordinates\":[["
                        + ring
                        + "],[[[9,9],[10,9],[10,10],[9,9]]]]}",
                    "")));
    assertThat(read.get(0).places().getFirst().shape())
        .isEqualTo(polygons("POLYGON((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1))"));
    assertThat(read.get(1).places().getFirst().shape())
        .isEqualTo(
            polygons("MULTIPOLYGON(((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1)),((9 9,10 9,10 10,9 9)))"));
  }

  private static Shape polygons(String wellKnownText) {
    try {
      return new Shape.Polygons(Wkt.parse(wellKnownText));
    } catch (BadInput e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"Point","coordinates":[37,95]}; ; geometry: latitude is out of range (found: 95)
          {"type":"Point","coordinates":[370,5]}; ; geometry: longitude is out of range (found: 370)
          {"type":"Point","coordinates":[37]}; ; geometry: position has one number
          {"type":"Point","coordinates":[37,"5"]}; ; geometry: position holds something that is no number (found: 5)
          {"type":"Point","coordinates":["37",5]}; ; geometry: coordinates hold something that is no list and no number (found: 37)
          {"type":"Point","coordinates":[]}; ; geometry: brackets of the coordinates do not fit
          {"type":"Point","coordinates":[[37,5]]}; ; geometry: brackets of the coordinates do not fit
          {"type":"MultiPoint","coordinates":[37,5]}; ; geometry: brackets of the coordinates do not fit
          {"type":"MultiPoint","coordinates":[]}; ; geometry: geometry is empty
          {"type":"Point"}; ; geometry: geometry has no coordinates
          {"type":"Circle","coordinates":[37,5]}; ; geometry: type of geometry is not known (found: Circle)
          [37,5]; ; geometry: geometry is no JSON object
          "POINT(37 5)"; ; geometry: geometry is no JSON object
          {"type":"LineString","coordinates":[[37,5]]}; ; geometry: line has 1 positions
          {"type":"Polygon","coordinates":[]}; ; geometry: polygon has no ring
          {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}; ; geometry: polygon is refused: outer ring has 3 positions
          {"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}; ; geometry: polygon crosses itself
          {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}; "radiusMetres":5; radiusMetres: radiusMetres is given, but the geometry has no point
          {"type":"Point","coordinates":[37,5]}; "widthMetres":5; widthMetres: widthMetres is given, but the geometry has no line
          {"type":"Point","coordinates":[37,5]}; "radiusMetres":-5; radiusMetres: radiusMetres is out of range
          {"type":"Point","coordinates":[37,5]}; "minSeverity":"huge"; minSeverity: minSeverity is not known
          {"type":"Point","coordinates":[37,5]}; "kind":{"a":1}; kind: kind is neither text nor number
          {"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[]}]}; ; geometry: a collection of geometries is in another
          null; "from":"2026-01-01T00:00:00Z"; row has times but no place
          """)
  void aBadFeatureIsRefusedByItselfAndKeptAsItCame(
      String geometry, String properties, String expected) {
    String bad = feature("bad", geometry, properties == null ? "" : properties);
    assertThat(read(collection(at("a"), bad, at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors())
        .singleElement()
        .satisfies(
            words -> assertThat(words).startsWith("line 3").contains(expected).contains("; "));
    assertThat(rejected).containsExactly("3:" + bad);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          7; this is no JSON object
          [1,[2]]; this is no JSON object
          {"type":"Feature","id":"x","geometry":null,"properties":{"a":tru}}; feature is no JSON, at line 3, character 62
          {"type":"Feature","id":"x","id":"y"}; feature is no JSON, at line 3, character 32: Duplicate
          {"type":"Point","coordinates":[1,2]}; this is no feature (found: Point)
          {"type":"Feature","geometry":null}; id is missing
          """)
  void whatIsNoFeatureCostsOnlyItself(String bad, String expected) {
    assertThat(read(collection(at("a"), bad, at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors()).anySatisfy(words -> assertThat(words).contains(expected));
    assertThat(rejected).containsExactly("3:" + bad);
  }

  @Test
  void allFaultsOfAFeatureAreToldAtOnce() {
    assertThat(
            read(
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,200],\"x\":[{}]},"
                    + "\"id\":\"a\",\"properties\":{\"kind\":\"cat\",\"from\":\"soon\"}}"))
        .isEmpty();
    assertThat(problems)
        .extracting(LineProblem::column)
        .containsExactlyInAnyOrder("geometry", "kind", "from");
    assertThat(rejected).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n", ",\n", "\n\u001E", "\r\n  "})
  void featuresMayStandOneAfterAnother(String between) {
    assertThat(read("\u001E" + at("a") + between + at("b") + between))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors()).isEmpty();
  }

  @Test
  void severalCollectionsInOneFileAreRead() {
    assertThat(read("\uFEFF" + collection(at("a")) + "\n" + collection() + collection(at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors()).isEmpty();
  }

  @Test
  void afterABrokenFeatureReadingGoesOnAtTheNextThatBeginsALine() {
    String broken =
        "{\"type\":\"Feature\",\"id\":\"x\",\"geometry\":null,\"properties\":{\"name\":\"Bo}}";
    assertThat(read(collection(at("a"), broken, "  " + at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors())
        .containsExactly(
            "line 3: this is no GeoJSON: a quote is not closed on line 3; lines 3 to 3 are lost, and reading goes on at line 4; close or remove what is open there and read the lost lines again");
    assertThat(rejected).containsExactly("3:" + broken + ",\n");
  }

  @Test
  void whatCannotBeCutIsLostAloudWithItsLines() {
    String text = collection(at("a"), "{\"a\":[}, {\"type\":\"Feature\"}", "\"b\"", "{}");
    assertThat(read(text)).extracting(FileWatcher::id).containsExactly("a");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith(
            "line 3: this is no GeoJSON: a } on line 3 closes the other kind of bracket; the rest of the file, lines 3 to 6, is lost");
    assertThat(rejected).hasSize(1);
    assertThat(text).contains(rejected.getFirst().substring(2));
  }

  @ParameterizedTest(name = "cut after {0} bytes")
  @ValueSource(ints = {10, 30, 45, 46, 60, 120, 124, 125, 126, 130, 160})
  void aFileThatWasCutOffIsNeverTakenForAWholeOne(int length) {
    String text = collection(at("a"), at("b"), at("c"));
    read(text.substring(0, length));
    assertThat(errors()).isNotEmpty();
  }

  @Test
  void aSecondListOfFeaturesIsToldNotPassedOver() {
    assertThat(
            read(
                "{\"features\":["
                    + at("a")
                    + "],\"features\":["
                    + at("b")
                    + "],\"type\":\"FeatureCollection\"}"))
        .extracting(FileWatcher::id)
        .containsExactly("a");
    assertThat(errors()).singleElement().asString().contains("Duplicate");
    assertThat(rejected.getFirst()).contains(at("b"));
  }

  @Test
  void positionsInAnotherSystemOfCoordinatesAreRefused() {
    String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}";
    assertThat(read("{" + crs + ",\"features\":[" + at("a") + "," + at("b") + "]}")).isEmpty();
    assertThat(errors()).hasSize(2).allSatisfy(words -> assertThat(words).contains("EPSG:3857"));
    problems.clear();
    read("{\"type\":\"FeatureCollection\",\"features\":[" + at("a") + "]," + crs + "}");
    assertThat(errors()).singleElement().asString().contains("after its features");
  }

  @Test
  void positionsBesideTheGeometryAreNotReadAndThatIsToldOnce() {
    String both =
        feature("%s", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "\"lat\":50,\"lon\":8");
    List<FileWatcher> read = read(both.formatted("a") + "\n" + both.formatted("b"));
    assertThat(read)
        .allSatisfy(watcher ->
            assertThat(watcher.places()).containsExactly(Place.always(Shape.pointRadius(2, 1, 0))));
    assertThat(problems).filteredOn(problem -> problem.column().equals("lat")).hasSize(1);
    assertThat(errors()).isEmpty();
  }

  @Test
  void aFeatureThatIsTooLongIsRefusedAndTheNextIsRead() {
    String endless = feature("x", "null", "\"name\":\"" + "y".repeat(Lines.MAX_LINE_BYTES) + "\"");
    assertThat(read(collection(at("a"), endless, at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors())
        .singleElement()
        .asString()
        .contains("feature is longer than 1048576 bytes");
    assertThat(rejected.getFirst()).hasSize(Lines.MAX_LINE_BYTES + 2);
  }

  @Test
  void depthWithoutEndIsRefusedNotFollowed() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(
            read(
                collection(
                    at("a"),
                    feature("x", "{\"type\":\"Point\",\"coordinates\":" + deep + "}", ""),
                    at("b"))))
        .extracting(FileWatcher::id)
        .containsExactly("a", "b");
    assertThat(errors()).singleElement().asString().contains("feature is no JSON");
  }

  @Test
  void severalFeaturesOfOneIdOnOneLineAddPlaces() {
    assertThat(
            read(at("a") + feature("a", "{\"type\":\"Point\",\"coordinates\":[1,2]}", ""))
                .getFirst()
                .places())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "a.geojson,GEOJSON",
    "a.GEOJSONL,GEOJSON",
    "a.b.geojsonseq,GEOJSON",
    "a.json,NDJSON",
    "a.ndjson,NDJSON",
    "a.csv,CSV",
    "geojson.txt,CSV"
  })
  void theEndingTellsTheFormat(String name, WatcherFiles.Format format) {
    assertThat(WatcherFiles.formatOf(Path.of(name))).isEqualTo(format);
  }

  /** A stream that gives a few bytes at a time, so that every piece crosses some border. */
  private static final class Trickle extends ByteArrayInputStream {
    private final RandomGenerator random;

    Trickle(byte[] bytes, RandomGenerator random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
    }
  }

  /**
   * Any damage ends in watchers and problems, never in an exception, and a watcher is only missing
   * when something was said.
   */
  @Test
  void damagedFilesNeverStopTheReaderAndNobodyIsMissingInSilence() {
    String good =
        collection(
            at("alpha"),
            feature(
                "beta",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
                "\"languages\":[\"en\"]"),
            at("gamma"));
    RandomGenerator random = Asking.random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "\",|\n{}[]\u001E-:1".charAt(random.nextInt(12));
      }
      problems.clear();
      int read = read(new Trickle(bytes, random)).size();
      assertThat(read == 3 || !errors().isEmpty())
          .as("round %d: %s", round, new String(bytes, StandardCharsets.ISO_8859_1))
          .isTrue();
    }
  }
}
