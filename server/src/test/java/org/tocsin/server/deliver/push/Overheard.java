// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;

/** A channel of which a test hears what it is given. */
record Overheard(Channel channel, Consumer<Parcel> ear) implements Channel {

  @Override
  public String kind() {
    return channel.kind();
  }

  @Override
  public Optional<String> fault(String address) {
    return channel.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return channel.missing();
  }

  @Override
  public int workers() {
    return channel.workers();
  }

  @Override
  public Line open() {
    Line line = channel.open();
    return new Line() {
      @Override
      public List<Outcome> send(List<Parcel> parcels) {
        parcels.forEach(ear);
        return line.send(parcels);
      }

      @Override
      public void close() {
        line.close();
      }
    };
  }
}
