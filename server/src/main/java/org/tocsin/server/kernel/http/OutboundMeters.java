// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many hosts are left alone; which they are, the log and the reasons of failures say. */
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
  }
}
