// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: what is well-formed and still makes no sense, or is drawn wrong by receivers,
 * is said with its rule and place.
 */
class SenseTest {
  private static final Instant NOW = Instant.parse("2024-03-07T13:00:00Z");
  private static final String POLYGON = "55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3";

  @Test
  void theGoodMessageBreaksNothing() {
    assertThat(rules(BadInputTest.GOOD)).isEmpty();
  }

  @Test
  void aReferenceToALaterMessageIsDoubted() {
    String update =
        BadInputTest.GOOD
            .replace("<msgType>Alert", "<msgType>Update")
            .replace(
                "<info>",
                "<references>desk@example.org,notice-0,2024-03-08T12:00:00+03:00</references><info>");
    assertThat(rules(update)).containsExactly("cap-1.2-3.2.1-references-later");
  }

  @ParameterizedTest(name = "read at {0}: {1}")
  @CsvSource({
    "2024-03-07T08:30:00Z, cap-1.2-3.2.1-sent-ahead",
    "2024-03-07T08:55:00Z, ''", // Clocks are ten minutes apart at most.
    "2024-03-10T00:00:00Z, cap-1.2-3.2.2-expired",
  })
  void aMessageFromTheFutureOrThePastIsDoubted(Instant now, String rule) {
    List<String> found =
        CapChecker.check(BadInputTest.GOOD.getBytes(UTF_8), now).problems().stream()
            .map(Problem::rule)
            .toList();
    assertThat(found).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<uri>https://example.org/a.png</uri> | a link alone | ''",
        "<derefUri>aGVsbG8=</derefUri> | content alone | ''",
        "'' | neither link nor content | cap-1.2-3.2.3-content",
        "<size>5</size><derefUri>aGVsbG8=</derefUri> | the right size | ''",
        "<size>900</size><derefUri>aGVsbG8=</derefUri> | a size that is near enough | ''",
        "<size>90000</size><derefUri>aGVsbG8=</derefUri> | another size"
            + " | cap-1.2-3.2.3-size-differs",
        "<derefUri>aGVsbG8=</derefUri><digest>aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d</digest>"
            + " | the right digest | ''",
        "<derefUri>aGVsbG8=</derefUri><digest>AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D</digest>"
            + " | the right digest in capitals | ''",
        "<derefUri>aGVsbG8h</derefUri><digest>aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d</digest>"
            + " | another content | cap-1.2-3.2.3-digest-differs",
      })
  void theContentOfAResourceIsWhatTheResourceSays(String inside, String what, String rule) {
    String message =
        BadInputTest.GOOD.replace(
            "<area>",
            "<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType>"
                + inside
                + "</resource><area>");
    assertThat(rules(message)).as(what).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "50,179 50,-179 52,-179 52,179 50,179 | cap-1.2-3.2.4-polygon-antimeridian",
        "50,170 50,180 52,180 52,170 50,170 | ''",
        "80,0 80,120 80,-120 80,0"
            + " | cap-1.2-3.2.4-polygon-antimeridian cap-1.2-3.2.4-polygon-pole",
        "0,0 0,1 0,2 0,0 | cap-1.2-3.2.4-polygon-area",
      })
  void whatReceiversDrawWrongIsSaid(String points, String rules) {
    assertThat(rules(BadInputTest.GOOD.replace(POLYGON, points)))
        .isEqualTo(rules.isEmpty() ? List.of() : List.of(rules.split(" ")));
  }

  @Test
  void aPolygonOfVeryManyPairsIsAnsweredWithASimplerOne() {
    String many = circle(3_000, 0.5).toString();
    Problem problem =
        CapReader.read(BadInputTest.GOOD.replace(POLYGON, many).getBytes(UTF_8))
            .problems()
            .getFirst();
    assertThat(problem.rule()).isEqualTo("cap-1.2-3.2.4-polygon-many");
    assertThat(problem.message()).startsWith("The polygon has 3,001 pairs; simplified to 1,000 ");
    assertThat(problem.remedy()).contains("Polygon.simplified");
  }

  @ParameterizedTest
  @CsvSource({"4", "5", "17", "100", "3000"})
  void aSimplerPolygonHasAtMostSoManyPointsAndLiesCloseToTheOther(int pointsMax) {
    Polygon many = circle(3_000, 0.5);
    Polygon simple = many.simplified(pointsMax);
    assertThat(simple.points()).hasSizeLessThanOrEqualTo(pointsMax);
    assertThat(simple.isClosed()).isTrue();
    assertThat(many.points()).containsAll(simple.points());
    // The sagitta of an arc of n equal parts, for half a degree of radius, with room for ragged
    // ones.
    double parts = pointsMax - 1.0;
    double sagitta = 111_195 * 0.5 * (1 - Math.cos(Math.PI / parts));
    assertThat(many.metresOff(pointsMax)).isLessThanOrEqualTo(4 * sagitta + 1);
  }

  @Test
  void aPolygonAcrossTheAntimeridianStaysThereWhenItIsSimplified() {
    Polygon many =
        new Polygon(
            circle(500, 0.5).points().stream()
                .map(point ->
                    new Point(
                        point.latitude(),
                        point.longitude() > 0 ? point.longitude() - 180 : point.longitude() + 180))
                .toList());
    Polygon simple = many.simplified(20);
    assertThat(simple.points()).hasSize(20);
    assertThat(simple.points()).allMatch(point -> Math.abs(point.longitude()) > 179);
  }

  @Test
  void fewerThanFourPointsAreNoPolygon() {
    assertThatThrownBy(() -> circle(10, 1).simplified(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 4");
  }

  private static Polygon circle(int corners, double radius) {
    List<Point> points =
        IntStream.range(0, corners)
            .mapToObj(i -> 2 * Math.PI * i / corners)
            .map(angle -> new Point(radius * Math.sin(angle), radius * Math.cos(angle)))
            .collect(Collectors.toList());
    points.add(points.getFirst());
    return new Polygon(points);
  }

  private static List<String> rules(String message) {
    return CapChecker.check(message.getBytes(UTF_8), NOW).problems().stream()
        .map(Problem::rule)
        .toList();
  }
}
