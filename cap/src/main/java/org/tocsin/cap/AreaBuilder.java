// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Area} and refuses an invalid one: {@link #build()} throws a {@link CapException}
 * that names every broken rule. Not safe for several threads.
 */
public final class AreaBuilder {
  private @Nullable String areaDesc;
  private List<Polygon> polygons = new ArrayList<>();
  private List<Circle> circles = new ArrayList<>();
  private List<NamedValue> geocodes = new ArrayList<>();
  private @Nullable BigDecimal altitude;
  private @Nullable BigDecimal ceiling;
  private List<Extension> extensions = new ArrayList<>();

  AreaBuilder() {}

  AreaBuilder(Area area) {
    areaDesc = area.areaDesc();
    polygons = new ArrayList<>(area.polygons());
    circles = new ArrayList<>(area.circles());
    geocodes = new ArrayList<>(area.geocodes());
    altitude = area.altitude().orElse(null);
    ceiling = area.ceiling().orElse(null);
    extensions = new ArrayList<>(area.extensions());
  }

  /** Sets areaDesc: the place in words. */
  public AreaBuilder areaDesc(String areaDesc) {
    this.areaDesc = areaDesc;
    return this;
  }

  /** Sets all polygons: polygons. */
  public AreaBuilder polygons(List<Polygon> polygons) {
    this.polygons = new ArrayList<>(polygons);
    return this;
  }

  /** Adds one to the polygons. */
  public AreaBuilder polygon(Polygon polygon) {
    this.polygons.add(polygon);
    return this;
  }

  /** Sets all circles: circles. */
  public AreaBuilder circles(List<Circle> circles) {
    this.circles = new ArrayList<>(circles);
    return this;
  }

  /** Adds one to the circles. */
  public AreaBuilder circle(Circle circle) {
    this.circles.add(circle);
    return this;
  }

  /** Sets all geocodes: codes of places, such as SAME or ISO 3166-2. */
  public AreaBuilder geocodes(List<NamedValue> geocodes) {
    this.geocodes = new ArrayList<>(geocodes);
    return this;
  }

  /** Adds one to the geocodes. */
  public AreaBuilder geocode(NamedValue geocode) {
    this.geocodes.add(geocode);
    return this;
  }

  /**
   * Sets altitude: height in feet above mean sea level, or the lower bound when there is a ceiling.
   */
  public AreaBuilder altitude(BigDecimal altitude) {
    this.altitude = altitude;
    return this;
  }

  /** Sets ceiling: upper bound in feet above mean sea level; only with altitude. */
  public AreaBuilder ceiling(BigDecimal ceiling) {
    this.ceiling = ceiling;
    return this;
  }

  /** Sets all extensions: elements that CAP does not define. */
  public AreaBuilder extensions(List<Extension> extensions) {
    this.extensions = new ArrayList<>(extensions);
    return this;
  }

  /** Adds one to the extensions. */
  public AreaBuilder extension(Extension extension) {
    this.extensions.add(extension);
    return this;
  }

  /**
   * Makes the area.
   *
   * @throws CapException when a required value is missing or a rule of CAP 1.2 is broken
   */
  public Area build() {
    Required.check("area", "areaDesc", areaDesc);
    Area area =
        new Area(
            Required.get(areaDesc, "areaDesc"),
            polygons,
            circles,
            geocodes,
            Optional.ofNullable(altitude),
            Optional.ofNullable(ceiling),
            extensions);
    ModelRules.refuse(problems -> ModelRules.area(area, Site.model("area"), problems));
    return area;
  }
}
