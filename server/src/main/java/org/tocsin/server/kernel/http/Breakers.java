// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A circuit breaker for each host: after so many failures in a row nothing is sent to it for a
 * while; then one request tries it, and an answer of any kind ends the rest. Thread-safe.
 */
final class Breakers {
  /** Failures in a row before the first rest. */
  static final int FAILURES = 5;

  private static final long FIRST_REST = Duration.ofSeconds(5).toNanos();

  /** A warning may be waiting, so a host that is back is found soon. */
  private static final long MOST_REST = Duration.ofSeconds(30).toNanos();

  private static final int HOSTS_MAX = 10_000;

  private final Map<String, Breaker> hosts = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /** Breakers on a clock of nanoseconds. */
  Breakers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Says whether it is worth standing in line.
   *
   * @throws HostRestsException when the host is to be left alone
   */
  void requireAwake(String host) throws HostRestsException {
    Breaker breaker = hosts.get(host);
    if (breaker != null) {
      breaker.requireAwake(host, nanos.getAsLong());
    }
  }

  /**
   * Lets a request through that is sent at once, or not.
   *
   * @throws HostRestsException when the host is to be left alone
   */
  void pass(String host) throws HostRestsException {
    Breaker breaker = hosts.get(host);
    if (breaker != null) {
      breaker.pass(host, nanos.getAsLong());
    }
  }

  /** How many hosts are left alone now. */
  int resting() {
    long now = nanos.getAsLong();
    return (int) hosts.values().stream().filter(each -> each.isResting(now)).count();
  }

  /** The host has answered, whatever it said. */
  void answered(String host) {
    hosts.remove(host);
  }

  /** The host has not answered. */
  void failed(String host) {
    if (hosts.size() >= HOSTS_MAX) {
      hosts.values().removeIf(each -> !each.isResting(nanos.getAsLong()));
    }
    hosts.computeIfAbsent(host, _ -> new Breaker()).failed(nanos.getAsLong());
  }

  private static final class Breaker {
    private int failures;
    private long rest;
    private long from;
    private boolean isTried;

    synchronized void requireAwake(String host, long now) throws HostRestsException {
      if (isResting(now)) {
        throw new HostRestsException(host, Duration.ofNanos(rest - (now - from)));
      }
    }

    synchronized void pass(String host, long now) throws HostRestsException {
      requireAwake(host, now);
      if (rest > 0) {
        // This one tries; the others wait for what comes of it, or for as long again.
        isTried = true;
        from = now;
      }
    }

    synchronized void failed(long now) {
      if (rest > 0 && !isTried) {
        // Sent before the rest began.
        return;
      }
      isTried = false;
      failures++;
      if (failures >= FAILURES) {
        rest = rest == 0 ? FIRST_REST : Math.min(MOST_REST, 2 * rest);
        from = now;
      }
    }

    synchronized boolean isResting(long now) {
      return rest > 0 && now - from < rest;
    }
  }
}
