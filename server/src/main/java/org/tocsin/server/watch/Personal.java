// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.Place;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.WatcherKind;

/** The sealed part of a watcher. */
record Personal(
    String name, List<Contact.Channel> channels, List<Place> places, Preferences preferences) {
  Personal {
    channels = List.copyOf(channels);
    places = List.copyOf(places);
  }

  FileWatcher toFileWatcher(String externalId, WatcherKind kind) {
    return new FileWatcher(
        externalId,
        name,
        kind,
        places,
        preferences,
        channels.stream()
            .map(each -> new FileWatcher.Channel(each.kind(), each.address(), each.quiet()))
            .toList());
  }
}
