// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does some things beside one another, each on its own virtual thread and at some host; whoever
 * begins them need not wait for the slow, and no host gets more than its part of the places.
 * Thread-safe.
 */
final class Abreast implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Abreast.class);

  private final Semaphore places;
  private final int each;
  private final Map<String, Integer> busy = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** So many at a time, and so many of them at one host. */
  Abreast(int most, int each) {
    this.places = new Semaphore(most);
    this.each = each;
  }

  /** How many may be begun at a host that is not {@link #busy}. */
  int each() {
    return each;
  }

  /** The hosts at which something is still under way: nothing more is to be begun there. */
  Set<String> busy() {
    return Set.copyOf(busy.keySet());
  }

  /** How many may be begun now. */
  int free() {
    return places.availablePermits();
  }

  /** Begins one at this host; what fails is logged. Not more than were {@link #free}. */
  Future<?> begin(String host, Runnable work) {
    places.acquireUninterruptibly();
    busy.merge(host, 1, Integer::sum);
    return threads.submit(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.warn("failed and will be tried again", e);
      } finally {
        busy.computeIfPresent(host, (same, left) -> left == 1 ? null : left - 1);
        places.release();
      }
    });
  }

  /** Waits until all are done, or so long. */
  static void await(List<Future<?>> begun, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    for (Future<?> one : begun) {
      try {
        one.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | CancellationException e) {
        log.debug("somebody is slow; the others go on");
      } catch (ExecutionException e) {
        throw new IllegalStateException("what is done abreast keeps its own failures", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
