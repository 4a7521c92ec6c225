// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.tocsin.audience.WatcherKind;

/**
 * What is known of a watcher without opening anything: enough to count an audience and to divide it
 * by channel. Few distinct values exist, so they are shared.
 *
 * @param kind what sort of watcher
 * @param channels the kinds of channel, sorted, each once
 * @param languages BCP 47, best first
 */
record Traits(WatcherKind kind, List<String> channels, List<String> languages) {

  private static final String BETWEEN = "|";

  Traits {
    channels = List.copyOf(channels);
    languages = List.copyOf(languages);
  }

  static Traits of(String kind, String channels, String languages) {
    return new Traits(
        WatcherKind.find(kind)
            .orElseThrow(() -> new IllegalStateException("unknown kind in watch.watcher: " + kind)),
        split(channels),
        split(languages));
  }

  String channelsText() {
    return String.join(BETWEEN, channels);
  }

  String languagesText() {
    return String.join(BETWEEN, languages);
  }

  static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
  }
}
