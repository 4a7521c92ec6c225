// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: the quick way to read polygons gives what the careful way gives, or nothing.
 */
class PlainPairsTest {
  @Test
  void everyNumberIsTheNearestDouble() {
    SplittableRandom random = new SplittableRandom(7);
    int told = 0;
    for (int i = 0; i < 200_000; i++) {
      int places = random.nextInt(16);
      long digits = random.nextLong(1, 180_000_000_000_000_000L) >>> random.nextInt(40);
      double read = PlainPairs.quotient(digits, Math.pow(10, places));
      if (!Double.isNaN(read)) {
        told++;
        assertThat(read).isEqualTo(Double.parseDouble(digits + "e-" + places));
      }
    }
    assertThat(told).as("of 200,000").isGreaterThan(199_000);
  }

  @Test
  void halfwayBetweenTwoDoublesItSaysNothing() {
    // 2^53 + 1 lies halfway between two doubles.
    assertThat(PlainPairs.quotient((1L << 53) + 1, 1)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2 3,4 5,6 1,2",
        " 1.5,-2.25\t3,4\n5.,.6 1.5,-2.25 ",
        "26.30162195679941,-110.89843824505806 30.5,-113.3 31,-112 26.30162195679941,-110.89843824505806",
        "90,180 -90,-180 0,0 90,180",
        "0,-0 1,1 2,0 0,0",
        "1.00000000000000000,2 3,4 5,6 1,2",
        "1,2 3,4",
        "1,2  3,4 x 5,6 1,2",
        "1,2, 3,4 5,6 1,2",
        "1 ,2 3,4 5,6 1,2",
        "+1,2 3,4 5,6 1,2",
        "91,2 3,4 5,6 1,2",
        "1,181 3,4 5,6 1,2",
        "1e1,2 3,4 5,6 1,2",
        "1..2,2 3,4 5,6 1,2",
        "-,2 3,4 5,6 1,2",
        ".,2 3,4 5,6 1,2",
        "1,2;3,4;5,6;1,2",
        "--1,2 3,4 5,6 1,2",
        "1,2,3 3,4 5,6 1,2",
        "1,2 3,4 5,6 1,"
      })
  void isEqualToTheCarefulWayOrLeavesItTheWork(String text) {
    Problems problems = new Problems(10);
    Node node =
        XmlParser.parse(
            ("<polygon>" + text + "</polygon>").getBytes(UTF_8), ReadLimits.alert(), problems);
    Optional<Polygon> careful = Shapes.polygon(node.text(), node, problems);
    Optional<Polygon> quick = PlainPairs.polygon(node);
    boolean plain =
        problems.sorted().stream().noneMatch(p -> p.rule().equals(Rule.POLYGON_FORM.id()));
    if (quick.isPresent()) {
      assertThat(quick).isEqualTo(careful);
      assertThat(plain).as("nothing to report on its form").isTrue();
    }
  }
}
