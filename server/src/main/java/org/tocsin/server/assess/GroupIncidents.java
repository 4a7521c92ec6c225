// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.tocsin.server.kernel.Place;

/**
 * What happened in which a group is named, from a later stage, which gives a bean of this type, so
 * that no stage needs to know the ones after it.
 */
public interface GroupIncidents {

  /**
   * An incident.
   *
   * @param at when it began
   * @param title what it is called
   * @param accounts who says what of the group about it, a sentence each; they stand side by side
   * @param place where
   * @param href its page
   */
  record Event(Instant at, String title, List<String> accounts, Place place, String href) {
    /** Copies the accounts. */
    public Event {
      accounts = List.copyOf(accounts);
    }
  }

  /** Incidents that name the group, or of which somebody says something of it, newest first. */
  List<Event> naming(Predicate<String> isTheGroup);
}
