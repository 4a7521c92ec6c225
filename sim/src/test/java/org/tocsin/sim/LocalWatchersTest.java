// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: invented watchers round one place. */
class LocalWatchersTest {

  private static final LocalWatchers CAMPUS =
      new LocalWatchers(
          7, "campus", 42.725, -84.48, 1_500, List.of("en", "es"), URI.create("http://h:1"));

  private static List<WatcherRow> rows(int count) {
    List<WatcherRow> rows = new ArrayList<>();
    CAMPUS.forEach(count, rows::add);
    return rows;
  }

  @Test
  void aLargerCrowdBeginsWithTheSamePeople() {
    assertThat(rows(50)).isEqualTo(rows(80).subList(0, 50));
  }

  @Test
  void everybodyIsNearHasAChannelAndAnIdOfTheirOwn() {
    List<WatcherRow> rows = rows(500);
    assertThat(rows).extracting(WatcherRow::id).doesNotHaveDuplicates();
    assertThat(rows)
        .allSatisfy(row -> {
          assertThat(row.latitude()).isBetween(42.69, 42.76);
          assertThat(row.longitude()).isBetween(-84.53, -84.43);
          assertThat(row.channel()).isIn("email", "webhook");
          assertThat(row.languages()).isIn("en", "es", "en|es");
        });
    assertThat(rows).extracting(WatcherRow::kind).contains("person", "organisation", "venue");
  }

  @Test
  void aNameWithACommaIsOneFieldOfItsLine() {
    StringBuilder line = new StringBuilder();
    CAMPUS.named("exercise-x", "Guards, north", "organisation", 1, 2, 300).appendTo(line);
    assertThat(line.toString()).startsWith("exercise-x,\"Guards, north\",organisation,");
  }

  @Test
  void whoeverIsNamedSilentNeverAnswers() {
    AnswerPolicy policy = new AnswerPolicy(1);
    for (int message = 1; message < 20; message++) {
      assertThat(policy.decide(LocalWatchers.SILENT + "host", message)).isEmpty();
    }
  }

  @Test
  void aWordThatDoesNotFitAnIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LocalWatchers(1, "a b", 0, 0, 1, List.of("en"), URI.create("http://h:1")))
        .withMessageContaining("a b");
  }
}
