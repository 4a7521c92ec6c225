// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a world of watchers that is the same for the same seed. */
class SyntheticWatchersTest {
  private static final URI HOOKS = URI.create("http://127.0.0.1:8099");
  private static final Instant AROUND = Instant.parse("2024-03-07T16:15:00Z");

  @Test
  void theSameSeedWritesTheSameFile() throws IOException {
    assertThat(csv(7, 5_000)).isEqualTo(csv(7, 5_000));
  }

  @Test
  void anotherSeedWritesAnotherFile() throws IOException {
    assertThat(csv(7, 5_000)).isNotEqualTo(csv(8, 5_000));
  }

  @Test
  void aLargerWorldBeginsWithTheSamePeople() throws IOException {
    assertThat(csv(7, 3_000)).startsWith(csv(7, 1_000));
  }

  @Test
  void everyLineHasTheFifteenCellsOfTheContract() throws IOException {
    List<String> lines = csv(2024, 20_000).lines().toList();

    assertThat(lines.getFirst())
        .isEqualTo(
            "id,name,kind,lat,lon,radiusMetres,polygon,from,until,openingHours,"
                + "categories,minSeverity,languages,channel,address");
    assertThat(lines).allSatisfy(line -> assertThat(cells(line)).hasSize(15));
  }

  @Test
  void everyWatcherIsPlainlyAnExercise() throws IOException {
    assertThat(csv(2024, 20_000).lines().skip(1).map(SyntheticWatchersTest::cells))
        .allSatisfy(cells -> {
          assertThat(cells[1]).startsWith("Exercise ");
          assertThat(cells[14])
              .matches("|.*@(unreachable\\.)?exercise\\.invalid|http://127\\.0\\.0\\.1:8099/.*");
        });
  }

  @Test
  void theDemoWorldHasTheDocumentedNumbers() {
    WatcherSummary summary = SyntheticWatchers.demo(HOOKS).summary();

    assertThat(summary).isEqualTo(SyntheticWatchers.demo(HOOKS).summary());
    assertThat(summary.watchers()).isEqualTo(100_000);
    assertThat(summary.rows()).isBetween(107_000, 109_000);
    assertThat(summary.aroundMoscow()).isBetween(7_700, 8_300);
    assertThat(summary.byKind().get("government")).isEqualTo(2);
    assertThat(summary.byKind().get("venue")).isBetween(2_300, 2_700);
    assertThat(summary.byKind().get("event")).isBetween(1_350, 1_650);
    assertThat(summary.largeVenues()).isBetween(430, 570);
    assertThat(summary.largeEvents()).isBetween(250, 350);
    assertThat(summary.withoutChannel() + summary.unreachableAddresses()).isBetween(24, 48);
    assertThat(summary.byCity()).hasSize(40);
  }

  @Test
  void theConcertOfTheCaseLiesOutsideTheWindowOfFortyEightHours() {
    List<WatcherRow> rows = new ArrayList<>();
    new SyntheticWatchers(7, 4, AROUND, HOOKS).forEach(rows::add);

    assertThat(rows)
        .extracting(WatcherRow::id)
        .containsExactly(
            SyntheticWatchers.HOST_GOVERNMENT,
            SyntheticWatchers.PARTNER_GOVERNMENT,
            SyntheticWatchers.HALL,
            SyntheticWatchers.CONCERT);
    assertThat(rows.get(3).from()).isEqualTo("2024-03-22T16:30:00Z");
    assertThat(rows.get(3).until()).isEqualTo("2024-03-22T20:30:00Z");
  }

  @Test
  void weightsOfCitiesAddUpToAThousand() {
    assertThat(City.ALL.stream().mapToInt(City::weight).sum()).isEqualTo(1_000);
    assertThat(City.ALL.stream().filter(City::inMoscowArea).mapToInt(City::weight).sum())
        .isEqualTo(80);
  }

  @Test
  void degreesAreWrittenWithFivePlacesOnBothSidesOfZero() {
    assertThat(WatcherRow.appendDegrees(new StringBuilder(), 37.5).toString())
        .isEqualTo("37.50000");
    assertThat(WatcherRow.appendDegrees(new StringBuilder(), -0.12345).toString())
        .isEqualTo("-0.12345");
    assertThat(WatcherRow.appendDegrees(new StringBuilder(), -0.000001).toString())
        .isEqualTo("0.00000");
  }

  @Test
  void aWorldTooSmallForItsNamedWatchersIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticWatchers(1, 3, AROUND, HOOKS))
        .withMessageContaining("count of watchers is 3; give 4 to 50000000");
  }

  private static String csv(long seed, int count) throws IOException {
    StringBuilder out = new StringBuilder();
    new SyntheticWatchers(seed, count, AROUND, HOOKS).writeCsv(out);
    return out.toString();
  }

  /** Splits a line; the only quoted cells hold commas and no quotes. */
  private static String[] cells(String line) {
    return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .toArray(String[]::new);
  }
}
