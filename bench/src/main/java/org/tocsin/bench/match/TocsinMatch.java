// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Place;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Shape;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.Window;
import org.tocsin.bench.frame.Contender;

/** Ours. */
final class TocsinMatch implements Contender {
  private final AudienceIndex index = new AudienceIndex();
  private final Danger danger;

  TocsinMatch(Town town) {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < town.watchers.length; i++) {
      Shape point = Shape.pointRadius(town.watchers[i][0], town.watchers[i][1], 0);
      watchers.add(
          new Watcher(
              i, WatcherKind.PERSON, List.of(Place.always(point)), Preferences.everything()));
    }
    index.putAll(watchers);
    List<Coordinates> corners =
        Arrays.stream(town.outline).map(c -> Coordinates.of(c[0], c[1])).toList();
    Window window =
        new Window(Instant.parse("2024-03-22T17:00:00Z"), Instant.parse("2024-03-22T19:00:00Z"));
    danger = Danger.of(Polygon.of(corners), window);
  }

  @Override
  public long units() {
    return 1;
  }

  @Override
  public long pass() {
    return index.match(danger).size();
  }

  @Override
  public List<String> answers() {
    return List.of(Arrays.toString(index.match(danger).toArray()));
  }
}
