// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A channel whose line is stuck, until it is let go, when it comes to the address {@code stuck},
 * and throws at {@code broken}.
 */
@TestConfiguration(proxyBeanMethods = false)
class StuckChannel {

  static final CountDownLatch STUCK = new CountDownLatch(1);
  static final CountDownLatch LET_GO = new CountDownLatch(1);

  /** Addresses that were handed over. */
  static final BlockingQueue<String> HANDED_OVER = new LinkedBlockingQueue<>();

  @Bean
  Channel tube() {
    return new Channel() {
      @Override
      public String kind() {
        return "tube";
      }

      @Override
      public Optional<String> fault(String address) {
        return address.isBlank() ? Optional.of("is empty") : Optional.empty();
      }

      @Override
      public Optional<String> missing() {
        return Optional.empty();
      }

      @Override
      public int workers() {
        return 2;
      }

      @Override
      public Line open() {
        return new Tube();
      }
    };
  }

  private static final class Tube implements Channel.Line {
    @Override
    public List<Outcome> send(List<Parcel> parcels) {
      for (Parcel parcel : parcels) {
        if (parcel.address().equals("stuck")) {
          STUCK.countDown();
          await(LET_GO);
        }
        if (parcel.address().equals("broken")) {
          throw new IllegalStateException("a fault of the channel");
        }
        HANDED_OVER.add(parcel.address());
      }
      return parcels.stream().<Outcome>map(_ -> new Outcome.Told()).toList();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
