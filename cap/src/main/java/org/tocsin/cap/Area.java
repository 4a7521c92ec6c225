// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Where an info applies: the union of its polygons, circles and geocodes (CAP 1.2 §3.2.4).
 *
 * @param areaDesc the place in words
 * @param polygons polygons
 * @param circles circles
 * @param geocodes codes of places, such as SAME or ISO 3166-2
 * @param altitude height in feet above mean sea level, or the lower bound when there is a ceiling
 * @param ceiling upper bound in feet above mean sea level; only with altitude
 * @param extensions elements that CAP does not define
 */
public record Area(
    String areaDesc,
    List<Polygon> polygons,
    List<Circle> circles,
    List<NamedValue> geocodes,
    Optional<BigDecimal> altitude,
    Optional<BigDecimal> ceiling,
    List<Extension> extensions) {
  public Area {
    areaDesc = Texts.trimmed(areaDesc);
    polygons = List.copyOf(polygons);
    circles = List.copyOf(circles);
    geocodes = List.copyOf(geocodes);
    altitude = altitude.map(Numbers::writtenOut);
    ceiling = ceiling.map(Numbers::writtenOut);
    extensions = List.copyOf(extensions);
  }

  /** Starts an empty builder. */
  public static AreaBuilder builder() {
    return new AreaBuilder();
  }

  /** Starts a builder that holds the values of this area. */
  public AreaBuilder toBuilder() {
    return new AreaBuilder(this);
  }
}
