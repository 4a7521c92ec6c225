// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.util.Optional;
import org.tocsin.server.deliver.PushDevices;

/**
 * What browsers are offered. Apart from the channel, which the rest of the server has behind a
 * guard. Thread-safe.
 */
record PushOffer(PushSettings settings, VapidKey vapid) implements PushDevices {

  @Override
  public Optional<String> key() {
    return settings.missing().isPresent() ? Optional.empty() : Optional.of(vapid.publicText());
  }

  @Override
  public int most() {
    return settings.devices();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PushOffer[" + settings + "]";
  }
}
