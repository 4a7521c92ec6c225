// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * Where and when: one stop of a watcher. An itinerary is several places, each with its interval.
 *
 * @param shape the ground
 * @param when the times
 */
public record Place(Shape shape, When when) {
  /** A place that counts at all times. */
  public static Place always(Shape shape) {
    return new Place(shape, When.always());
  }
}
