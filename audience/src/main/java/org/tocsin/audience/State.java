// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * All watchers of an index at one instant: those whose places are positions in columns, all others
 * as objects in trees. Each watcher is in one of the two. Immutable.
 */
final class State implements AudienceSnapshot {
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
