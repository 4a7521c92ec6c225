// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * All watchers of an index at one instant: those whose places are positions in columns, all others
 * as objects in trees. Each watcher is in one of the two. Immutable.
 */
final class State implements AudienceSnapshot {
  /** More cells than this are no picture. */
  private static final int DENSITY_CELLS_MAX = 512;

  private final Points points;
  private final ShapedWatchers shaped;

  State(Points points, ShapedWatchers shaped) {
    this.points = points;
    this.shaped = shaped;
  }

  static State empty() {
    return new State(new Points(new Books()), ShapedWatchers.EMPTY);
  }

  Points points() {
    return points;
  }

  ShapedWatchers shaped() {
    return shaped;
  }

  @Override
  public int size() {
    return points.size + shaped.size();
  }

  @Override
  public Optional<Watcher> find(long id) {
    return shaped.find(id).map(Entry::watcher).or(() -> points.find(id));
  }

  @Override
  public Audience pick(long... ids) {
    AudienceBuilder audience = new AudienceBuilder();
    for (long id : ids) {
      find(id).ifPresent(audience::add);
    }
    return audience.build();
  }

  @Override
  public Audience match(Danger danger) {
    PreparedDanger prepared = new PreparedDanger(danger);
    AudienceBuilder others = new AudienceBuilder();
    shaped.match(prepared, others);
    return new PointMatch(points, prepared).match(others);
  }

  @Override
  public Density density(Audience audience, int across) {
    requireCells(across);
    List<Coordinates> others = new ArrayList<>();
    int unplaced = 0;
    for (long id : audience.otherIds()) {
      Optional<Watcher> watcher = find(id);
      Optional<Coordinates> position = watcher.flatMap(State::position);
      position.ifPresent(others::add);
      unplaced += watcher.isPresent() && position.isEmpty() ? 1 : 0;
    }
    return Density.of(
        sink -> {
          audience.points().forEach((table, row) -> sink.at(table.x[row], table.y[row]));
          others.forEach(position -> sink.at(position.x(), position.y()));
        },
        across,
        unplaced);
  }

  private static void requireCells(int across) {
    if (across < 1 || across > DENSITY_CELLS_MAX) {
      throw new IllegalArgumentException(
          "a map is divided into 1 to %d cells either way, not %d"
              .formatted(DENSITY_CELLS_MAX, across));
    }
  }

  @Override
  public Spread spread(long[] ids, int across, int fewest) {
    requireCells(across);
    Audience audience = pick(ids);
    Map<Integer, Coordinates> others = new HashMap<>();
    for (long id : audience.otherIds()) {
      find(id)
          .flatMap(State::position)
          .ifPresent(position -> others.put(Arrays.binarySearch(ids, id), position));
    }
    return Spread.of(
        sink -> {
          audience
              .points()
              .forEach((table, row) ->
                  sink.at(Arrays.binarySearch(ids, table.ids.at(row)), table.x[row], table.y[row]));
          others.forEach((number, position) -> sink.at(number, position.x(), position.y()));
        },
        ids.length,
        across,
        fewest);
  }

  /** Where somebody is shown: at the first of their places that is somewhere. */
  private static Optional<Coordinates> position(Watcher watcher) {
    return watcher.places().stream()
        .map(Place::shape)
        .flatMap(shape ->
            switch (shape) {
              case Shape.PointRadius(Coordinates centre, double _) -> Stream.of(centre);
              case Shape.Polygons(List<Polygon> polygons) ->
                  Stream.of(polygons.getFirst().outer().getFirst());
              case Shape.Corridor(List<Coordinates> points, double _) ->
                  Stream.of(points.getFirst());
              case Shape.World() -> Stream.empty();
            })
        .findFirst();
  }

  @Override
  public Reason explain(Danger danger, long id) {
    return explainer(danger).apply(id);
  }

  @Override
  public LongFunction<Reason> explainer(Danger danger) {
    PreparedDanger prepared = new PreparedDanger(danger);
    return id ->
        shaped
            .find(id)
            .or(() -> points.find(id).map(Entry::new))
            .map(prepared::explain)
            .orElseGet(() -> new Reason.NotMatched(Reason.Cause.UNKNOWN_WATCHER, "number " + id));
  }
}
