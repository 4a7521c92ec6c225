// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tocsin.server.deliver.level.ServiceLevel;

/**
 * A bar of the chart, in a picture that is one wide for each day and 100 high.
 *
 * @param x where its day begins
 * @param within10 how high the part of those who were handed it within ten seconds is
 * @param within60 the same for a minute
 * @param words what it shows, for whoever points at it
 */
public record LevelBar(int x, double within10, double within60, String words) {

  /** One for each day that had a warning. */
  static List<LevelBar> of(ServiceLevel level) {
    Map<LocalDate, ServiceLevel.Share> days =
        level.days().stream()
            .collect(Collectors.toMap(ServiceLevel.DayShare::day, ServiceLevel.DayShare::share));
    List<LevelBar> bars = new ArrayList<>();
    int x = 0;
    for (LocalDate day = level.from(); !day.isAfter(level.through()); day = day.plusDays(1)) {
      ServiceLevel.Share share = days.get(day);
      if (share != null && share.people() > 0) {
        bars.add(
            new LevelBar(
                x,
                100.0 * share.within10() / share.people(),
                100.0 * share.within60() / share.people(),
                "%s: %s within 10 s, %s within 60 s of %s"
                    .formatted(
                        LevelWords.day(day),
                        LevelWords.percent(share.within10(), share.people()),
                        LevelWords.percent(share.within60(), share.people()),
                        LevelWords.people(share.people()))));
      }
      x++;
    }
    return bars;
  }
}
