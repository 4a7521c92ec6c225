// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.kernel.ReportId;

/**
 * Where and when a finding says that there is a danger, and of whom.
 *
 * @param report whose finding
 * @param finding its number, from 0
 * @param kind its type
 * @param words its first words
 * @param place where; empty when it does not say, or names no more than a country
 * @param starts when it begins
 * @param ends when it ends
 * @param stated whether the finding says when; else the days around its publication are meant
 * @param groups the groups that it speaks of, in lower case
 */
public record Clue(
    ReportId report,
    int finding,
    String kind,
    String words,
    Optional<Spot> place,
    Instant starts,
    Instant ends,
    boolean stated,
    Set<String> groups) {

  /** Copies the groups. */
  public Clue {
    groups = Set.copyOf(groups);
  }

  /**
   * A point with its name.
   *
   * @param latitude degrees north, WGS 84
   * @param longitude degrees east
   */
  public record Spot(String name, double latitude, double longitude) {

    private static final double EARTH_KM = 6371;

    /** How far apart two points are, in kilometres. */
    public double kilometresTo(double otherLatitude, double otherLongitude) {
      double half = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
      double side = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
      double sum =
          half * half
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(otherLatitude))
                  * side
                  * side;
      return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(sum)));
    }
  }
}
