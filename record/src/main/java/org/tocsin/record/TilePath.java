// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

/** Paths of tiles and entry bundles (c2sp.org/tlog-tiles, "Merkle Tree"). */
final class TilePath {

  /** Hashes in a full tile, and entries in a full bundle. */
  static final int WIDTH = 256;

  static final int WIDTH_BITS = 8;

  private TilePath() {}

  static String tile(int level, long index, int width) {
    return "tile/" + level + "/" + index(index) + suffix(width);
  }

  static String bundle(long index, int width) {
    return "tile/entries/" + index(index) + suffix(width);
  }

  /** The folder in which the partial forms of a full tile or bundle stand. */
  static String partials(String fullPath) {
    return fullPath + ".p";
  }

  /** Groups of three digits, all but the last marked by x: 1234067 is x001/x234/067. */
  static String index(long index) {
    String path = "%03d".formatted(index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path = "x%03d/".formatted(rest % 1000) + path;
    }
    return path;
  }

  private static String suffix(int width) {
    return width == WIDTH ? "" : ".p/" + width;
  }
}
