// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * Counts what requests cost in connections: a connection to a host far away and its encryption take
 * two or three ways there and back, which a wave of a thousand shall not pay a thousand times.
 * Thread-safe.
 */
final class Connections extends EventListener {

  private final LongAdder exchanges = new LongAdder();
  private final LongAdder opened = new LongAdder();
  private final LongAdder handshakes = new LongAdder();

  @Override
  public void connectStart(Call call, InetSocketAddress target, Proxy proxy) {
    opens();
  }

  @Override
  public void secureConnectStart(Call call) {
    shakes();
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    exchange();
  }

  /** A connection is begun. */
  void opens() {
    opened.increment();
  }

  /** An encryption is begun. */
  void shakes() {
    handshakes.increment();
  }

  /** A request has found a connection. */
  void exchange() {
    exchanges.increment();
  }

  /** Requests that had a connection, new or kept. */
  long exchanges() {
    return exchanges.sum();
  }

  /** Connections begun, whether they came about or not. */
  long opened() {
    return opened.sum();
  }

  /** Encryptions begun, whether they came about or not. */
  long handshakes() {
    return handshakes.sum();
  }
}
