// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.tracing.*}.
 *
 * @param endpoint where a collector takes OTLP over HTTP, for example {@code
 *     http://127.0.0.1:4318}; spans go to {@code /v1/traces} below it; default the environment
 *     variable {@code OTEL_EXPORTER_OTLP_ENDPOINT}; without one nothing is traced
 * @param headers what every request to it bears, for example a key; secret
 * @param requests which share of the requests to this server is traced, 0 to 1, default 0.05;
 *     warnings are traced always
 */
@ConfigurationProperties("tocsin.tracing")
record TraceSettings(
    @Nullable URI endpoint,
    @DefaultValue Map<String, String> headers,
    @DefaultValue("0.05") double requests) {

  /** Refuses what is no address and no share. */
  TraceSettings {
    headers = Map.copyOf(headers);
    if (endpoint != null && !endpoint.toString().isBlank()) {
      String scheme = String.valueOf(endpoint.getScheme());
      if (!(scheme.equals("http") || scheme.equals("https")) || endpoint.getHost() == null) {
        throw new IllegalArgumentException(
            "tocsin.tracing.endpoint must be an address like http://127.0.0.1:4318");
      }
    }
    if (!(requests >= 0 && requests <= 1)) {
      throw new IllegalArgumentException(
          "tocsin.tracing.requests is %s; it must be 0 to 1".formatted(requests));
    }
  }

  /** Whether there is a collector. */
  boolean isOn() {
    return endpoint != null && !endpoint.toString().isBlank();
  }

  /** Without the headers, which may be secrets. */
  @Override
  public String toString() {
    return "TraceSettings[on=%s, requests=%s]".formatted(isOn(), requests);
  }
}
