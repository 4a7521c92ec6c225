// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;

/**
 * Where those go who have no way of a step: their receipts say so, on the same path as all others.
 */
final class NoChannel implements Channel {

  @Override
  public String kind() {
    return Deliveries.NO_CHANNEL;
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public Line open() {
    return new Line() {
      @Override
      public List<Outcome> send(List<Parcel> parcels) {
        return parcels.stream().<Outcome>map(parcel -> new Outcome.Failed("no channel")).toList();
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }
}
