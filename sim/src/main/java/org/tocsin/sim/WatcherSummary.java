// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many watchers of which sort a world holds.
 *
 * @param watchers distinct watchers
 * @param rows lines; more than watchers, for some have several places or channels
 * @param byKind watchers of each kind
 * @param byCity watchers of each city, by their first place
 * @param largeVenues venues whose name says large
 * @param largeEvents events whose name says large
 * @param withoutChannel watchers with no channel at all
 * @param unreachableAddresses watchers with an address that never answers
 */
public record WatcherSummary(
    int watchers,
    int rows,
    SortedMap<String, Integer> byKind,
    SortedMap<String, Integer> byCity,
    int largeVenues,
    int largeEvents,
    int withoutChannel,
    int unreachableAddresses) {

  /** Copies its maps. */
  public WatcherSummary {
    byKind = new TreeMap<>(byKind);
    byCity = new TreeMap<>(byCity);
  }

  /** Watchers placed round Moscow, Krasnogorsk included, by their first place. */
  public int aroundMoscow() {
    return byCity.getOrDefault("Moscow", 0) + byCity.getOrDefault("Krasnogorsk", 0);
  }

  /** Counts lines one after the other. */
  static final class Tally {
    private final Map<String, int[]> kinds = new TreeMap<>();
    private final Map<String, int[]> cities = new TreeMap<>();
    private String lastId = "";
    private int watchers;
    private int rows;
    private int largeVenues;
    private int largeEvents;
    private int withoutChannel;
    private int unreachableAddresses;

    void add(WatcherRow row) {
      rows++;
      if (row.id().equals(lastId)) {
        return;
      }
      lastId = row.id();
      watchers++;
      kinds.computeIfAbsent(row.kind(), _ -> new int[1])[0]++;
      cities.computeIfAbsent(row.city(), _ -> new int[1])[0]++;
      if (row.name().startsWith("Exercise large")) {
        largeVenues += row.kind().equals("venue") ? 1 : 0;
        largeEvents += row.kind().equals("event") ? 1 : 0;
      }
      withoutChannel += row.channel().isEmpty() ? 1 : 0;
      boolean unreachable =
          row.address().endsWith(SyntheticWatchers.UNREACHABLE_DOMAIN)
              || row.address().contains("/gone/");
      unreachableAddresses += unreachable ? 1 : 0;
    }

    WatcherSummary summary() {
      return new WatcherSummary(
          watchers,
          rows,
          plain(kinds),
          plain(cities),
          largeVenues,
          largeEvents,
          withoutChannel,
          unreachableAddresses);
    }

    private static SortedMap<String, Integer> plain(Map<String, int[]> counts) {
      SortedMap<String, Integer> plain = new TreeMap<>();
      counts.forEach((key, count) -> plain.put(key, count[0]));
      return plain;
    }
  }
}
