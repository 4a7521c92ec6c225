// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: an audience is counted on a map, everybody once, near where they are. */
class DensityTest {
  private final RandomGenerator random = Asking.random(36);

  @Test
  void everybodyIsCountedInTheCellThatHoldsThem() {
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = new ArrayList<>();
    for (int id = 0; id < 3_000; id++) {
      watchers.add(Asking.watcher(id, shape(id)));
    }
    index.putAll(watchers);
    // Some are changed afterwards, and so are no rows of a table.
    for (int id = 0; id < 100; id++) {
      Watcher moved = Asking.watcher(id, new Shape.PointRadius(position(), 0));
      watchers.set(id, moved);
      index.put(moved);
    }
    AudienceSnapshot snapshot = index.snapshot();
    Audience all = snapshot.pick(watchers.stream().mapToLong(Watcher::id).toArray());
    Audience matched = snapshot.match(Asking.danger(Area.everywhere()));
    assertThat(matched).isEqualTo(all);
    for (int across : new int[] {1, 7, 64, 512}) {
      Density density = snapshot.density(matched, across);
      assertThat(snapshot.density(all, across)).as("picked or matched").isEqualTo(density);
      assertGrid(density, across);
      int[] counts = new int[density.cells().size()];
      int unplaced = 0;
      for (Watcher watcher : watchers) {
        int cell = cell(density, watcher);
        unplaced += cell < 0 ? 1 : 0;
        if (cell >= 0) {
          counts[cell]++;
        }
      }
      assertThat(density.unplaced()).isEqualTo(unplaced);
      assertThat(density.cells())
          .extracting(Density.Cell::count)
          .containsExactlyElementsOf(java.util.Arrays.stream(counts).boxed().toList());
    }
  }

  @Test
  void bordersOfCellsStayWhereTheyAreWhileAnAreaGrows() {
    AudienceIndex index = new AudienceIndex();
    for (int id = 0; id < 1_000; id++) {
      Coordinates at = Coordinates.of(55 + random.nextDouble(), 37 + random.nextDouble());
      index.put(Asking.watcher(id, new Shape.PointRadius(at, 0)));
    }
    Set<Double> borders = new HashSet<>();
    for (double width : new double[] {0.7, 0.72, 0.74}) {
      Audience some =
          index.match(
              Asking.danger(
                  Polygon.of(
                      List.of(
                          Coordinates.of(55, 37),
                          Coordinates.of(55, 37 + width),
                          Coordinates.of(55 + width, 37 + width),
                          Coordinates.of(55 + width, 37),
                          Coordinates.of(55, 37)))));
      List<Density.Cell> cells = index.density(some, 16).cells();
      double side = cells.getFirst().east() - cells.getFirst().west();
      cells.forEach(cell -> borders.add(Math.rint((cell.west() + 180) / side) * side - 180));
      assertThat(cells)
          .allSatisfy(cell -> {
            double column = (cell.west() + 180) / side;
            assertThat(column)
                .isCloseTo(Math.rint(column), org.assertj.core.data.Offset.offset(1e-6));
          });
    }
    assertThat(borders).hasSizeLessThan(20);
  }

  @Test
  void nobodysDoorIsShownAndNobodyIsNoMap() {
    AudienceIndex index = new AudienceIndex();
    index.put(Asking.watcher(1, new Shape.PointRadius(Coordinates.of(55.75, 37.62), 0)));
    Density.Cell only =
        index.density(index.match(Asking.danger(Area.everywhere())), 512).cells().getFirst();
    assertThat((only.north() - only.south()) * 111_195).isBetween(80.0, 100.0);
    assertThat(index.density(Audience.nobody(), 8)).isEqualTo(new Density(List.of(), 0));
    Audience both = index.pick(1).union(Audience.decode(index.pick(1).encode()));
    index.remove(1);
    assertThat(index.density(Audience.decode(both.encode()), 8))
        .as("who is not there any more")
        .isEqualTo(new Density(List.of(), 0));
    assertThatThrownBy(() -> index.density(Audience.nobody(), 0))
        .hasMessage("a map is divided into 1 to 512 cells either way, not 0");
  }

  @Test
  void everyIdIsGivenOnceInNoOrder() {
    AudienceIndex index = new AudienceIndex();
    for (int id = 0; id < 2_000; id++) {
      index.put(Asking.watcher(id, shape(id)));
    }
    Audience all = index.match(Asking.danger(Area.everywhere()));
    List<Long> given = new ArrayList<>();
    all.forEach(given::add);
    assertThat(given).doesNotHaveDuplicates().hasSize(all.size());
    assertThat(given).containsExactlyInAnyOrderElementsOf(all.stream().boxed().toList());
  }

  private static void assertGrid(Density density, int across) {
    assertThat(density.cells())
        .extracting(Density.Cell::west)
        .satisfies(all -> assertThat(new HashSet<>(all)).hasSizeLessThanOrEqualTo(across));
    assertThat(density.cells())
        .extracting(Density.Cell::south)
        .satisfies(all -> assertThat(new HashSet<>(all)).hasSizeLessThanOrEqualTo(across));
    assertThat(density.cells())
        .allSatisfy(cell -> assertThat(cell.west()).isBetween(-180.0, cell.east()))
        .allSatisfy(cell -> assertThat(cell.south()).isBetween(-90.0, cell.north()))
        .allSatisfy(cell -> assertThat(cell.east()).isLessThanOrEqualTo(180))
        .allSatisfy(cell -> assertThat(cell.north()).isLessThanOrEqualTo(90));
  }

  /** The cell that holds the place at which somebody is counted; -1 for whoever is nowhere. */
  private static int cell(Density density, Watcher watcher) {
    Coordinates at =
        switch (watcher.places().getFirst().shape()) {
          case Shape.PointRadius(Coordinates centre, double _) -> centre;
          case Shape.Polygons(List<Polygon> polygons) -> polygons.getFirst().outer().getFirst();
          case Shape.Corridor(List<Coordinates> points, double _) -> points.getFirst();
          case Shape.World() -> null;
        };
    for (int i = 0; at != null && i < density.cells().size(); i++) {
      Density.Cell cell = density.cells().get(i);
      // The last cell of a row or column holds its border, too.
      if (at.longitude() >= cell.west()
          && (at.longitude() < cell.east() || cell.east() == 180)
          && at.latitude() >= cell.south()
          && (at.latitude() < cell.north() || cell.north() == 90)) {
        return i;
      }
    }
    return -1;
  }

  private Shape shape(int id) {
    return switch (id % 7) {
      case 0 -> new Shape.World();
      case 1 -> new Shape.Corridor(List.of(position(), position()), 100);
      case 2 -> {
        Coordinates at = position();
        double up = at.latitude() > 0 ? -0.1 : 0.1;
        yield new Shape.Polygons(
            List.of(
                Polygon.of(
                    List.of(
                        at,
                        Coordinates.of(at.latitude() + up, at.longitude()),
                        Coordinates.of(at.latitude() + up, at.longitude() * 0.999),
                        at))));
      }
      case 3 -> new Shape.PointRadius(position(), random.nextInt(10_000));
      default -> new Shape.PointRadius(position(), 0);
    };
  }

  private Coordinates position() {
    return switch (random.nextInt(20)) {
      case 0 -> Coordinates.of(90, 10);
      case 1 -> Coordinates.of(-90, 10);
      case 2 -> Coordinates.of(10, 180);
      case 3 -> Coordinates.of(10, -180);
      default -> Coordinates.of(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
    };
  }
}
