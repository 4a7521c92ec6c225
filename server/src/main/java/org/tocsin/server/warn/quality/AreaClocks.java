// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.quality;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.tocsin.server.warn.Draft;

/**
 * By which clock the times of a text may be told: the desk's, or, where the danger is so far away
 * that it cannot be by that, any that may go in the warned area. Clocks are within an hour behind
 * and two and a half ahead of the sun everywhere on land.
 */
final class AreaClocks {

  private static final double SECONDS_PER_DEGREE = 240;
  private static final int BEHIND_SECONDS = 3_600;
  private static final int AHEAD_SECONDS = 9_000;
  private static final int STEP_SECONDS = 1_800;
  private static final int MOST_SECONDS = 14 * 3_600;

  private AreaClocks() {}

  /** The clocks, the desk's first. */
  static List<ZoneId> of(Draft draft, Instant at, ZoneId desk) {
    OptionalDouble longitude = longitude(draft);
    if (longitude.isEmpty()) {
      return List.of(desk);
    }
    double sun = longitude.getAsDouble() * SECONDS_PER_DEGREE;
    int deskSeconds = desk.getRules().getOffset(at).getTotalSeconds();
    List<ZoneId> clocks = new ArrayList<>(List.of(desk));
    if (deskSeconds >= sun - BEHIND_SECONDS && deskSeconds <= sun + AHEAD_SECONDS) {
      return clocks;
    }
    int first = (int) Math.ceil((sun - BEHIND_SECONDS) / STEP_SECONDS) * STEP_SECONDS;
    for (int seconds = first; seconds <= sun + AHEAD_SECONDS; seconds += STEP_SECONDS) {
      clocks.add(ZoneOffset.ofTotalSeconds(Math.clamp(seconds, -MOST_SECONDS, MOST_SECONDS)));
    }
    return clocks;
  }

  /** The middle of all corners and circles, in degrees east. */
  private static OptionalDouble longitude(Draft draft) {
    DoubleStream corners =
        draft.areas().stream()
            .flatMap(area -> area.polygons().stream())
            .flatMap(List::stream)
            .filter(corner -> corner.size() == 2)
            .mapToDouble(corner -> corner.get(1));
    Stream<Draft.DraftCircle> circles =
        draft.areas().stream().flatMap(area -> area.circles().stream());
    return DoubleStream.concat(corners, circles.mapToDouble(Draft.DraftCircle::longitude))
        .average();
  }
}
