// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * How large an input may be. Input from outside is hostile; whatever exceeds a limit is refused
 * with the limit in the message.
 *
 * @param bytesMax bytes of the whole input
 * @param depthMax depth of nested elements
 * @param elementsMax number of elements
 * @param attributesMax attributes of one element
 * @param textLengthMax UTF-16 units of the text of one element or attribute
 * @param pointsMax points of all polygons together
 * @param problemsMax problems that are reported; the rest are only counted
 */
public record ReadLimits(
    int bytesMax,
    int depthMax,
    int elementsMax,
    int attributesMax,
    int textLengthMax,
    int pointsMax,
    int problemsMax) {
  public ReadLimits {
    positive(bytesMax, "bytesMax");
    positive(depthMax, "depthMax");
    positive(elementsMax, "elementsMax");
    positive(attributesMax, "attributesMax");
    positive(textLengthMax, "textLengthMax");
    positive(pointsMax, "pointsMax");
    positive(problemsMax, "problemsMax");
  }

  /** Limits for one alert: 4 MiB, 32 levels, 50,000 elements, 1 Mi characters, 200,000 points. */
  public static ReadLimits alert() {
    return new ReadLimits(4 << 20, 32, 50_000, 64, 1 << 20, 200_000, 200);
  }

  /** Limits for a feed or an envelope of alerts: 32 MiB, 64 levels, a million elements. */
  public static ReadLimits feed() {
    return new ReadLimits(32 << 20, 64, 1_000_000, 64, 4 << 20, 2_000_000, 200);
  }

  private static void positive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
    }
  }
}
