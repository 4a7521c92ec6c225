// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * How many hosts are left alone (which they are, the log and the reasons of failures say), and how
 * often a connection serves again.
 */
@Component
class OutboundMeters implements MeterBinder {

  private final Outbound outbound;

  OutboundMeters(Outbound outbound) {
    this.outbound = outbound;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("tocsin.outbound.resting", outbound, Outbound::resting)
        .description("hosts that are left alone for a while, since they did not answer")
        .register(metrics);
    Connections connections = outbound.connections();
    FunctionCounter.builder("tocsin.outbound.requests", connections, Connections::exchanges)
        .description("HTTP requests that found a connection")
        .register(metrics);
    FunctionCounter.builder("tocsin.outbound.connections", connections, Connections::opened)
        .description("connections opened for HTTP requests")
        .register(metrics);
    FunctionCounter.builder("tocsin.outbound.handshakes", connections, Connections::handshakes)
        .description("encryptions begun on them (TLS)")
        .register(metrics);
  }
}
