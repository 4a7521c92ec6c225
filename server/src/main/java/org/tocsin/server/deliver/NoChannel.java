// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import java.util.Optional;

/**
 * Where those go who have no way of a step: their receipts say so, on the same path as all others.
 */
final class NoChannel implements Channel {

  @Override
  public String kind() {
    return Deliveries.NO_CHANNEL;
  }

  @Override
  public Optional<String> fault(String address) {
    return Optional.of("nobody is reached by no channel");
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
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
