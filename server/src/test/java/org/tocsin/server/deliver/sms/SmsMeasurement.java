// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.sim.Faults;

/**
 * How many warnings a second go out over one connection, receipts coming back, against the message
 * centre of the exercise in the same JVM; for the order of magnitude, not for a comparison. No
 * test: run it with {@code -Dtest=SmsMeasurement}.
 */
class SmsMeasurement {

  private static final int WORKERS = 4;
  private static final int ROUNDS = 50;

  @Test
  void measure() throws Exception {
    try (ChannelContract.Peer peer = new SmsChannelTest().peer(Faults.none())) {
      List<Parcel> round = SmsChannelTest.round(peer, 100);
      run(peer.channel(), round, 10);
      long begin = System.nanoTime();
      int told = run(peer.channel(), round, ROUNDS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "%s: %,d warnings of %d parts in %.2f s: %,.0f warnings/s, %,.0f submit_sm/s%n",
          Clock.systemUTC().instant(),
          told,
          SmsChannelTest.parts(peer),
          seconds,
          told / seconds,
          told * SmsChannelTest.parts(peer) / seconds);
    }
  }

  private static int run(Channel channel, List<Parcel> round, int rounds) throws Exception {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        running.add(
            workers.submit(() -> {
              int told = 0;
              try (Channel.Line line = channel.open()) {
                for (int each = 0; each < rounds; each++) {
                  for (Outcome outcome : line.send(round)) {
                    told += outcome instanceof Outcome.Told ? 1 : 0;
                  }
                }
              }
              return told;
            }));
      }
      int told = 0;
      for (Future<Integer> each : running) {
        told += each.get();
      }
      return told;
    }
  }
}
