// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place named in the text and the point the gazetteer gives for it.
 *
 * @param name the gazetteer's name
 * @param latitude WGS 84 degrees, north positive
 * @param longitude WGS 84 degrees, east positive
 * @param country ISO 3166-1 alpha-2 code, absent for regions that span countries
 * @param admin1 ISO 3166-2 code of the first-order division, where known
 * @param kind what sort of place it is
 * @param geonameId GeoNames' id, where it has one
 * @param zone IANA time zone of the place, where known
 * @param geocode the smallest CAP zone that the point lies in, in the United States and Europe
 * @param demonym whether the word names people or things of the place ("Turkish"), not the place
 * @param score between 0 and 1: how much better this reading of the name is than the others
 * @param alternatives other places of that name, best first, at most eight
 * @param rule id of the rule that found and chose it
 */
public record PlaceMention(
    Span span,
    String name,
    double latitude,
    double longitude,
    Optional<String> country,
    Optional<String> admin1,
    PlaceKind kind,
    OptionalLong geonameId,
    Optional<String> zone,
    Optional<Geocode> geocode,
    boolean demonym,
    double score,
    List<Alternative> alternatives,
    String rule)
    implements Cited {
  public PlaceMention {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * A zone as CAP names it (CAP 1.2 §3.2.4, {@code geocode}).
   *
   * @param valueName {@code UGC} or {@code EMMA_ID}
   * @param value the code in that system
   */
  public record Geocode(String valueName, String value) {
    static Geocode of(String both) {
      int slash = both.indexOf('/');
      return new Geocode(both.substring(0, slash), both.substring(slash + 1));
    }
  }

  /** Another place of the same name, kept so that a person can pick it on the map. */
  public record Alternative(
      String name,
      double latitude,
      double longitude,
      Optional<String> country,
      OptionalLong geonameId,
      double score) {}
}
