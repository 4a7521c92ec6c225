// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.tocsin.server.kernel.tls.Trust;

/** Wires traces: the library for them is not even loaded when there is no collector. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  /** Closed at the end of the program: what is not written by then is written then. */
  @Bean
  Traces traces(TraceSettings settings, Trust trust) {
    return settings.isOn() ? OtlpTraces.to(settings, trust) : Traces.off();
  }

  @Bean
  FilterRegistrationBean<RequestSpans> requestSpans(Traces traces) {
    FilterRegistrationBean<RequestSpans> filter =
        new FilterRegistrationBean<>(new RequestSpans(traces));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setEnabled(traces.isOn());
    return filter;
  }
}
