// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.deliver.*}.
 *
 * @param publicUrl where watchers reach this server from outside, default {@code
 *     http://127.0.0.1:PORT}; answer links begin with it
 * @param zone the zone in which letters name times beside UTC, default {@code tocsin.zone}
 * @param chunkSize watchers a chunk, default 1000
 * @param roundSize watchers between two commits, default 200: the most that a crash repeats for
 *     each worker
 * @param lease how long a worker that hangs keeps its chunk, by the database's clock, default 60 s
 * @param retryFirst the longest wait before the second attempt, default 5 s; doubles each time
 * @param retryMost the longest wait between two attempts, default 15 min
 */
@ConfigurationProperties("tocsin.deliver")
public record DeliverySettings(
    URI publicUrl,
    ZoneId zone,
    @DefaultValue("1000") int chunkSize,
    @DefaultValue("200") int roundSize,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("5s") Duration retryFirst,
    @DefaultValue("15m") Duration retryMost) {

  /** Refuses sizes out of range. */
  public DeliverySettings {
    if (roundSize < 1 || chunkSize < roundSize || chunkSize > 10_000) {
      throw new IllegalArgumentException(
          "tocsin.deliver.round-size is %d and chunk-size %d; they must be 1 <= round <= chunk <= 10000"
              .formatted(roundSize, chunkSize));
    }
    String scheme = String.valueOf(publicUrl.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || publicUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "tocsin.deliver.public-url is '%s'; it must be like https://warn.example.org"
              .formatted(publicUrl));
    }
  }

  /** The address of this token's answer page. */
  public URI answerLink(String token) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "a/" + token);
  }
}
