// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: rows of one id are joined within limits, however many there are. */
class GrowingWatcherTest {
  private final RandomGenerator random = Asking.random(21);

  /** The slow way: join, look whether it is too much, and go back. */
  @Test
  void rowsAddWhatIsNewAndAreRefusedOnlyWhenThatIsTooMuch() {
    int refusals = 0;
    for (int round = 0; round < 2_000; round++) {
      int most = random.nextInt(1, 60);
      FileWatcher expected = row(most);
      GrowingWatcher growing = new GrowingWatcher(expected, most);
      for (int i = random.nextInt(120); i > 0; i--) {
        FileWatcher more = row(most);
        FileWatcher both = expected.plus(more);
        boolean fits = both.channels().size() <= most;
        assertThat(growing.add(more)).as("round %d", round).isEqualTo(fits);
        expected = fits ? both : expected;
        refusals += fits ? 0 : 1;
      }
      assertThat(growing.watcher()).as("round %d", round).isEqualTo(expected);
    }
    assertThat(refusals).isPositive();
  }

  @Test
  void asManyPlacesAsAWatcherMayHaveAreAddedAndNotOneMore() {
    GrowingWatcher growing = new GrowingWatcher(at(0), 0);
    for (int i = 1; i < Watcher.MAX_PLACES; i++) {
      assertThat(growing.add(at(i))).isTrue();
    }
    assertThat(growing.add(at(Watcher.MAX_PLACES))).isFalse();
    assertThat(growing.add(at(7))).as("there already").isTrue();
    assertThat(growing.watcher().places()).hasSize(Watcher.MAX_PLACES);
  }

  private FileWatcher row(int most) {
    List<FileWatcher.Channel> channels = new ArrayList<>();
    for (int i = random.nextInt(Math.min(most, 3) + 1); i > 0; i--) {
      FileWatcher.Channel channel = new FileWatcher.Channel("sms", "+" + random.nextInt(70));
      if (!channels.contains(channel)) {
        channels.add(channel);
      }
    }
    FileWatcher at = at(random.nextInt(50));
    return new FileWatcher(at.id(), at.name(), at.kind(), at.places(), at.preferences(), channels);
  }

  private static FileWatcher at(int place) {
    return new FileWatcher(
        "a",
        "",
        WatcherKind.PERSON,
        List.of(
            new Place(new Shape.PointRadius(Coordinates.of(place / 1000.0, 1), 0), When.always())),
        Preferences.everything(),
        List.of());
  }
}
