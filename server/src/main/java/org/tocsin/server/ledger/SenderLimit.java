// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one sender may ask of this server where nobody signs in: so many requests and so many bytes
 * at once, both of which come back with time. Without other words it is what a witness is asked: a
 * record that asks as often as every second stays far below.
 *
 * <p>A sender is the address that the request came from, of IPv6 its first 64 bits, which is what
 * one household has. Behind a proxy that is the proxy, unless the server is told of it. Keeps the
 * {@value #SENDERS_MAX} senders heard last. Thread-safe.
 */
public final class SenderLimit {

  static final int REQUESTS = 120;
  static final long BYTES = 2L << 20;
  static final int SENDERS_MAX = 10_000;

  /** In which all of it comes back. */
  static final Duration REFILL = Duration.ofMinutes(1);

  private final Map<String, Left> senders = new LinkedHashMap<>(16, 0.75f, true);

  private final int requestsMax;
  private final long bytesMax;
  private final Duration refill;

  private record Left(double requests, double bytes, long nanos) {}

  /** What a witness is asked. */
  SenderLimit() {
    this(REQUESTS, BYTES, REFILL);
  }

  /** So many requests and bytes at once, all of which come back within {@code refill}. */
  public SenderLimit(int requestsMax, long bytesMax, Duration refill) {
    this.requestsMax = requestsMax;
    this.bytesMax = bytesMax;
    this.refill = refill;
  }

  private Left at(Left left, long now) {
    double part = Math.max(0, now - left.nanos) / (double) refill.toNanos();
    return new Left(
        Math.min(requestsMax, left.requests + part * requestsMax),
        Math.min(bytesMax, left.bytes + part * bytesMax),
        now);
  }

  /** The part of the refill after which there is enough; not positive when there is now. */
  private double missing(Left left, long size) {
    return Math.max(
        (1 - left.requests) / requestsMax, (size - left.bytes) / (double) bytesMax);
  }

  /**
   * Takes a request.
   *
   * @param address of the sender
   * @param size of the request in bytes, at most what may come at once
   * @param now any clock's nanoseconds
   * @return how long to wait; empty when it may be judged now
   */
  public synchronized Optional<Duration> take(String address, long size, long now) {
    String sender = sender(address);
    Left left = at(senders.getOrDefault(sender, new Left(requestsMax, bytesMax, now)), now);
    double missing = missing(left, size);
    boolean isEnough = missing <= 0;
    senders.put(sender, isEnough ? new Left(left.requests - 1, left.bytes - size, now) : left);
    if (senders.size() > SENDERS_MAX) {
      senders.remove(senders.keySet().iterator().next());
    }
    return isEnough
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) Math.ceil(missing * refill.toNanos())));
  }

  /** Of an IPv6 address as the servlet container writes it, eight groups, the first four. */
  private static String sender(String address) {
    int end = -1;
    for (int groups = 0; groups < 4; groups++) {
      end = address.indexOf(':', end + 1);
      if (end < 0) {
        return address;
      }
    }
    return address.substring(0, end);
  }
}
