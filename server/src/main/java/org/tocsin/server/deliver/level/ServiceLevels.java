// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to how soon people were handed what was approved for them. Thread-safe. */
@Service
public class ServiceLevels {

  private final LevelStore store;

  ServiceLevels(LevelStore store) {
    this.store = store;
  }

  /** Rises whenever any answer of {@link #over} has changed; cheap to ask. */
  public long version() {
    return store.version();
  }

  /**
   * What the counts of these days add up to; reads counts, never receipts.
   *
   * @param from the first day, in UTC
   * @param through the last day, in UTC
   * @param openOnly whether only warnings count that everybody may read: public alerts marked
   *     TLP:CLEAR. Without it the answer tells of notices that are nobody else's business
   */
  @Transactional(readOnly = true)
  public ServiceLevel over(LocalDate from, LocalDate through, boolean openOnly) {
    Tally all = new Tally();
    Tally exercises = new Tally();
    Map<String, Tally> channels = new TreeMap<>();
    Map<LocalDate, Tally> days = new TreeMap<>();
    for (LevelStore.Count each : store.counts(from, through, openOnly)) {
      if (!each.channel().isEmpty()) {
        if (!each.exercise()) {
          tally(channels, each.channel()).add(each.bucket(), each.people());
        }
      } else if (each.exercise()) {
        exercises.add(each.bucket(), each.people());
      } else {
        all.add(each.bucket(), each.people());
        tally(days, each.day()).add(each.bucket(), each.people());
      }
    }
    for (LevelStore.Warnings each : store.warnings(from, through, openOnly)) {
      boolean any = each.channel().isEmpty();
      LocalDate day = each.day();
      if (day != null) {
        if (any && !each.exercise()) {
          tally(days, day).warnings(each.count());
        }
      } else if (!any) {
        if (!each.exercise()) {
          tally(channels, each.channel()).warnings(each.count());
        }
      } else {
        (each.exercise() ? exercises : all).warnings(each.count());
      }
    }
    return new ServiceLevel(
        from,
        through,
        all.share(),
        channels.entrySet().stream()
            .map(each -> new ServiceLevel.ChannelShare(each.getKey(), each.getValue().share()))
            .toList(),
        days.entrySet().stream()
            .map(each -> new ServiceLevel.DayShare(each.getKey(), each.getValue().share()))
            .toList(),
        exercises.share());
  }

  private static <K> Tally tally(Map<K, Tally> tallies, K key) {
    return tallies.computeIfAbsent(key, _ -> new Tally());
  }
}
