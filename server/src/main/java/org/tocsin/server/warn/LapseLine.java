// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

/**
 * A line of the list of lapses.
 *
 * @param red whether it has lapsed
 * @param wants what is to be done
 */
public record LapseLine(Warning warning, boolean red, String wants) {
  static LapseLine of(Lapses.Demand demand) {
    return new LapseLine(demand.warning(), demand.red(), demand.wants());
  }
}
