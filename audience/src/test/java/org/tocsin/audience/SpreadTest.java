// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: everybody asked for gets a cell of the map in which nobody is alone. */
class SpreadTest {
  private static final int FEWEST = 5;

  private final RandomGenerator random = Asking.random(61);

  /** A town with a few who live far out, so that there are cells of several sizes. */
  private List<Watcher> town(int people) {
    List<Watcher> watchers = new ArrayList<>();
    for (int id = 0; id < people; id++) {
      double far = id % 20 == 0 ? 0.3 : 0.03;
      Coordinates at =
          Coordinates.of(
              55.5 + far * random.nextGaussian() / 2, 37.5 + far * random.nextGaussian() / 2);
      Shape shape =
          id % 97 == 0
              ? new Shape.World()
              : id % 31 == 0
                  ? new Shape.Corridor(List.of(at, Coordinates.of(56, 38)), 10)
                  : new Shape.PointRadius(at, 0);
      watchers.add(Asking.watcher(10L + 3L * id, shape));
    }
    return watchers;
  }

  private static boolean holds(Density.Cell cell, Coordinates at) {
    return at.latitude() >= cell.south()
        && at.latitude() < cell.north()
        && at.longitude() >= cell.west()
        && at.longitude() < cell.east();
  }

  private static Coordinates where(Watcher watcher) {
    return switch (watcher.places().getFirst().shape()) {
      case Shape.PointRadius(Coordinates centre, double _) -> centre;
      case Shape.Corridor(List<Coordinates> points, double _) -> points.getFirst();
      default -> throw new IllegalStateException("is nowhere");
    };
  }

  @Test
  void everyCellHoldsWhomItCountsAndNotTooFewOfThem() {
    List<Watcher> watchers = town(4_000);
    AudienceIndex index = new AudienceIndex();
    index.putAll(watchers);
    long[] ids =
        LongStream.concat(watchers.stream().mapToLong(Watcher::id), LongStream.of(11, 9_999_999))
            .sorted()
            .toArray();
    for (int across : new int[] {1, 10, 40, 200}) {
      Spread spread = index.spread(ids, across, FEWEST);
      int[] counted = new int[spread.cells().size()];
      for (int i = 0; i < ids.length; i++) {
        Optional<Watcher> placed =
            index
                .snapshot()
                .find(ids[i])
                .filter(each -> !(each.places().getFirst().shape() instanceof Shape.World));
        int mine = spread.cellOf()[i];
        assertThat(mine >= 0).as("is on the map: %s", ids[i]).isEqualTo(placed.isPresent());
        if (placed.isPresent()) {
          Density.Cell cell = spread.cells().get(mine);
          assertThat(holds(cell, where(placed.get()))).as("%s in %s", placed, cell).isTrue();
          counted[mine]++;
        }
      }
      for (int c = 0; c < counted.length; c++) {
        Density.Cell cell = spread.cells().get(c);
        assertThat(cell.count()).isEqualTo(counted[c]);
        boolean coarse = cell.north() - cell.south() > 0.41;
        assertThat(cell.count() >= FEWEST || coarse).as("%s shows too few", cell).isTrue();
      }
      assertThat(spread.cells())
          .extracting(cell -> cell.north() - cell.south())
          .as("larger cells lie beneath")
          .isSortedAccordingTo((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(b, a));
    }
    assertThat(
            index.spread(ids, 200, FEWEST).cells().stream()
                .map(cell -> Math.round((cell.north() - cell.south()) * 1e5))
                .distinct()
                .count())
        .as("cells of several sizes")
        .isGreaterThan(2);
  }

  @Test
  void somebodyAloneIsShownInACellOfManyKilometres() {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, new Shape.PointRadius(Coordinates.of(55.75, 37.62), 0)));
    Density.Cell only = index.spread(new long[] {1}, 512, FEWEST).cells().getFirst();
    assertThat((only.north() - only.south()) * 111.195).isBetween(40.0, 50.0);
    assertThat(only.count()).isEqualTo(1);
    Density.Cell fine = index.spread(new long[] {1}, 512, 1).cells().getFirst();
    assertThat((fine.north() - fine.south()) * 111_195).isBetween(80.0, 100.0);
  }

  @Test
  void nobodyIsNoMap() {
    AudienceIndex index = new AudienceIndex();
    assertThat(index.spread(new long[0], 8, FEWEST).cells()).isEmpty();
    assertThat(index.spread(new long[] {7}, 8, FEWEST).cellOf()).containsExactly(-1);
    assertThatThrownBy(() -> index.spread(new long[0], 0, FEWEST))
        .hasMessage("a map is divided into 1 to 512 cells either way, not 0");
  }
}
