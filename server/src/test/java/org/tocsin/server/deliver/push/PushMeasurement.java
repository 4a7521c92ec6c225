// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.tocsin.sim.PushDevice;

/**
 * How many messages a second one thread encrypts, each under a key pair of its own: what a push
 * costs beyond the request. For the order of magnitude. No test: run it with {@code
 * -Dtest=PushMeasurement}.
 */
class PushMeasurement {

  private static final int MESSAGES = 4_000;

  @Test
  void measure() {
    PushDevice device = PushDevice.at(URI.create("https://push.example.net/p/1"));
    Subscription to =
        Subscription.of(device.endpoint() + "|" + device.p256dh() + "|" + device.auth());
    encrypt(to);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    long cpu = threads.getCurrentThreadCpuTime();
    encrypt(to);
    double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%s: %,d messages on one thread in %.2f s, %.2f s of them on a core: %,.0f messages/s of a core%n",
        Clock.systemUTC().instant(), MESSAGES, seconds, cpuSeconds, MESSAGES / cpuSeconds);
  }

  private static void encrypt(Subscription to) {
    byte[] message = new byte[220];
    for (int i = 0; i < MESSAGES; i++) {
      PushCipher.encrypt(to, message, PushMessage.PADDED_BYTES);
    }
  }
}
