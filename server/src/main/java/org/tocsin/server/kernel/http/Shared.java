// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

/** A wire that carries the posts of many seats at a time. */
final class Shared {
  private final Wire wire;
  private final Streams streams;
  private final Seat.Queued host;

  /** When a post was answered last on it, or when it began, of {@link System#nanoTime}. */
  long answered = System.nanoTime();

  /** Whether it broke, which is one failure of the host, whatever was under way. */
  boolean broke;

  /** At so many looks in a row nothing was under way, and nothing might begin. */
  int full;

  Shared(Wire wire, Streams streams, Seat.Queued host) {
    this.wire = wire;
    this.streams = streams;
    this.host = host;
  }

  Wire wire() {
    return wire;
  }

  Streams streams() {
    return streams;
  }

  Seat.Queued host() {
    return host;
  }
}
