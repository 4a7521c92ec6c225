// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/** Several polygons as their union. */
record Regions(List<Region> parts, Bounds bounds) implements Ground {
  static Regions of(List<Polygon> polygons) {
    List<Region> parts = polygons.stream().map(Region::new).toList();
    long minX = Long.MAX_VALUE;
    long minY = Long.MAX_VALUE;
    long maxX = Long.MIN_VALUE;
    long maxY = Long.MIN_VALUE;
    for (Region part : parts) {
      Bounds box = part.bounds();
      minX = Math.min(minX, box.minX());
      minY = Math.min(minY, box.minY());
      maxX = Math.max(maxX, box.maxX());
      maxY = Math.max(maxY, box.maxY());
    }
    return new Regions(parts, Bounds.of(minX, minY, maxX, maxY));
  }
}
