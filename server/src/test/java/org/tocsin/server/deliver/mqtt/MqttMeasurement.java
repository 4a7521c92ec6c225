// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.sim.Faults;

/**
 * How many warnings a second are published and acknowledged over one connection, against the broker
 * of the exercise in the same JVM; for the order of magnitude. No test: run it with {@code
 * -Dtest=MqttMeasurement}.
 */
class MqttMeasurement {

  private static final int ROUNDS = 50;

  @Test
  void measure() throws Exception {
    try (ChannelContract.Peer peer = new MqttChannelTest().peer(Faults.none());
        Channel.Line line = peer.channel().open()) {
      List<Parcel> round = MqttChannelTest.round(peer, 200);
      run(line, round, 10);
      long begin = System.nanoTime();
      int told = run(line, round, ROUNDS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "%s: %,d warnings in %.2f s: %,.0f warnings/s%n",
          Clock.systemUTC().instant(), told, seconds, told / seconds);
    }
  }

  private static int run(Channel.Line line, List<Parcel> round, int rounds) {
    int told = 0;
    for (int each = 0; each < rounds; each++) {
      for (Outcome outcome : line.send(round)) {
        told += outcome instanceof Outcome.Told ? 1 : 0;
      }
    }
    return told;
  }
}
