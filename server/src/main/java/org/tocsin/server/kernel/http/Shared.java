// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

/** A wire that carries the posts of many seats at a time. */
final class Shared {
  private final Wire wire;
  private final Streams streams;
  private final Seat.Queued host;

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
