// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.tocsin.audience.Place;
import org.tocsin.audience.Preferences;

/** The sealed part of a watcher. */
record Personal(
    String name, List<Contact.Channel> channels, List<Place> places, Preferences preferences) {
  Personal {
    channels = List.copyOf(channels);
    places = List.copyOf(places);
  }
}
