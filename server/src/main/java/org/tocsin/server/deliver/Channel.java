// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import java.util.Optional;
import org.tocsin.server.watch.AddressForm;

/**
 * A way to reach people: one package each. Adding one is a package with a bean of this type and a
 * test that keeps {@code ChannelContract}; plans, files of watchers, runners and pages then know
 * it.
 */
public interface Channel extends AddressForm {

  /** How many workers send by it at a time on one node. */
  int workers();

  /** A line to the outside for one worker; opened when there is work, closed when there is none. */
  Line open();

  /** The switchboard of its providers, when it has providers: they are watched and shown. */
  default Optional<Switchboard> switchboard() {
    return Optional.empty();
  }

  /** One worker's connection. Used by one thread at a time. */
  interface Line extends AutoCloseable {

    /**
     * Hands over these parcels and says of each what came of it, in their order. Returns within
     * about half a minute, whatever the other side does: what it did not come to is {@link
     * Outcome.Untried}, and so is what may not go any more when its turn comes ({@link
     * Parcel#mayGo}). Never throws for what the other side does.
     */
    List<Outcome> send(List<Parcel> parcels);

    @Override
    void close();
  }
}
