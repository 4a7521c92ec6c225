// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An audience in figures, without anybody's name.
 *
 * @param count how many watchers
 * @param byKind how many of each kind of watcher
 * @param byChannel how many can be reached by each kind of channel; one may count in several
 * @param byLanguage how many want each language first; {@code und} when they did not say
 * @param unreachable how many have no channel at all
 */
public record AudienceSummary(
    int count,
    SortedMap<String, Integer> byKind,
    SortedMap<String, Integer> byChannel,
    SortedMap<String, Integer> byLanguage,
    int unreachable) {

  /** Copies its maps. */
  public AudienceSummary {
    byKind = new TreeMap<>(byKind);
    byChannel = new TreeMap<>(byChannel);
    byLanguage = new TreeMap<>(byLanguage);
  }
}
