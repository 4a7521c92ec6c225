// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.Locale;
import java.util.Optional;

/**
 * What sort of people or things a threat is aimed at, as a closed list: what is said in free words
 * beside it can be compared and counted over cases only by such a word. The list follows the kinds
 * of target of the Global Terrorism Database, in our own words, with two for people at large.
 */
public enum TargetKind {
  /** Concerts, markets, festivals, matches: many people in one place. */
  GATHERING("gathering"),
  /** People in streets and homes, as such. */
  PRIVATE_PEOPLE("private people"),
  /** Places of worship, clergy, worshippers. */
  RELIGIOUS("religious"),
  /** Schools and universities. */
  EDUCATION("education"),
  /** Hospitals, ambulances and their staff. */
  MEDICAL("medical"),
  /** Trains, buses, stations, roads, bridges. */
  TRANSPORT("transport"),
  /** Airports and aircraft. */
  AVIATION("aviation"),
  /** Civilian ships and ports. */
  MARITIME("maritime"),
  /** Offices, officials, elections. */
  GOVERNMENT("government"),
  /** Embassies, consulates, international bodies. */
  DIPLOMATIC("diplomatic"),
  /** Police and prisons. */
  POLICE("police"),
  /** Armed forces. */
  MILITARY("military"),
  /** Shops, hotels, firms. */
  BUSINESS("business"),
  /** People who travel for pleasure. */
  TOURISTS("tourists"),
  /** Journalists and their houses. */
  MEDIA("media"),
  /** Aid organisations. */
  AID("aid organisation"),
  /** Power, water, fuel, telephone. */
  UTILITIES("utilities"),
  /** One person, or a few, who are named. */
  NAMED_PEOPLE("named people"),
  /** Something else, as the words beside it say. */
  OTHER("other"),
  /** Not known. */
  UNKNOWN("unknown");

  private final String word;

  TargetKind(String word) {
    this.word = word;
  }

  /** The word of pages, the API and the record. */
  public String word() {
    return word;
  }

  /** The kind of this word, in any case; empty for a word that is none. */
  public static Optional<TargetKind> find(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    for (TargetKind kind : values()) {
      if (kind.word.equals(wanted)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
