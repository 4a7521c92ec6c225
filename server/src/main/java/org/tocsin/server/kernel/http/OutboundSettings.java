// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.outbound.*}: what requests to the world may do.
 *
 * @param allow addresses that may be reached although they are not public: an IP address or a
 *     network with its prefix length, each with a port or without, as {@code 127.0.0.1:8099},
 *     {@code 10.1.0.0/16}, {@code [::1]:8099}; default none
 * @param connectTimeout how long a connection may take to stand, default 5 s
 * @param callTimeout how long a whole exchange may take, default 15 s
 * @param perHost how many exchanges with one host run at a time, default 64
 * @param plainHttp2 hosts that are known to speak HTTP/2 without TLS, each as {@code name:port};
 *     default none. With TLS each host chooses for itself.
 */
@ConfigurationProperties("tocsin.outbound")
public record OutboundSettings(
    @DefaultValue List<String> allow,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("15s") Duration callTimeout,
    @DefaultValue("64") int perHost,
    @DefaultValue List<String> plainHttp2) {

  /** Copies the lists and refuses limits that would stop everything. */
  @ConstructorBinding
  public OutboundSettings {
    allow = List.copyOf(allow);
    plainHttp2 = List.copyOf(plainHttp2);
    for (String host : plainHttp2) {
      if (!host.matches("[^/\\s]+:\\d{1,5}")) {
        throw new IllegalArgumentException(
            "tocsin.outbound.plain-http2 has \"%s\"; each must be NAME:PORT".formatted(host));
      }
    }
    if (perHost < 1 || perHost > 10_000) {
      throw new IllegalArgumentException(
          "tocsin.outbound.per-host is %d; it must be 1 to 10000".formatted(perHost));
    }
    if (connectTimeout.isNegative()
        || connectTimeout.isZero()
        || callTimeout.isNegative()
        || callTimeout.isZero()) {
      throw new IllegalArgumentException(
          "tocsin.outbound.connect-timeout and call-timeout must be longer than nothing");
    }
  }

  /** With no host that speaks HTTP/2 without TLS. */
  public OutboundSettings(
      List<String> allow, Duration connectTimeout, Duration callTimeout, int perHost) {
    this(allow, connectTimeout, callTimeout, perHost, List.of());
  }
}
