// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** What sort of place a name stands for. */
public enum PlaceKind {
  COUNTRY,
  /** A first-order division of a country: state, province, oblast. */
  ADMIN1,
  /** A second-order division: county, district, department. */
  ADMIN2,
  /** A city, town or village, or a part of one. */
  TOWN,
  /** A region, sea, river, mountain range or other area without a government of its own. */
  REGION,
  /** A building or ground where people meet, and airports. */
  VENUE
}
