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
 * @param roundSize watchers between two commits, default 200
 * @param roundMost to how many that grows, default 1000 and never more than a chunk, where a
 *     channel is back with a round within a tenth of a second: the most that a crash repeats for
 *     each worker
 * @param lease how long a worker that hangs keeps its chunk, by the database's clock, default 60 s
 * @param retryFirst the longest wait before the second attempt, default 5 s; doubles each time
 * @param retryMost the longest wait between two attempts, default 15 min
 * @param checkEvery how often each provider is checked with a message of no effect, default 5 min,
 *     10 s at least
 * @param mostPerHour messages to one person in an hour before what repeats and presses waits,
 *     default 20; the first message of a warning and what is lethal never wait
 */
@ConfigurationProperties("tocsin.deliver")
public record DeliverySettings(
    URI publicUrl,
    ZoneId zone,
    @DefaultValue("1000") int chunkSize,
    @DefaultValue("200") int roundSize,
    @DefaultValue("1000") int roundMost,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("5s") Duration retryFirst,
    @DefaultValue("15m") Duration retryMost,
    @DefaultValue("5m") Duration checkEvery,
    @DefaultValue("20") int mostPerHour) {

  /** Refuses sizes out of range. */
  public DeliverySettings {
    if (roundSize < 1 || chunkSize < roundSize || chunkSize > 10_000) {
      throw new IllegalArgumentException(
          "tocsin.deliver.round-size is %d and chunk-size %d; they must be 1 <= round <= chunk <= 10000"
              .formatted(roundSize, chunkSize));
    }
    if (roundMost < 1) {
      throw new IllegalArgumentException(
          "tocsin.deliver.round-most is %d; it must be 1 or more".formatted(roundMost));
    }
    if (mostPerHour < 1) {
      throw new IllegalArgumentException(
          "tocsin.deliver.most-per-hour is %d; it must be 1 or more".formatted(mostPerHour));
    }
    if (checkEvery.toSeconds() < 10) {
      throw new IllegalArgumentException(
          "tocsin.deliver.check-every is %s; it must be 10s or more".formatted(checkEvery));
    }
    String scheme = String.valueOf(publicUrl.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || publicUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "tocsin.deliver.public-url is '%s'; it must be like https://warn.example.org"
              .formatted(publicUrl));
    }
  }

  /** The address of a token's answer page. */
  public String answerLink(String token) {
    return base() + "a/" + token;
  }

  /** The address of a page of the desk, by what follows {@code /desk/}. */
  public URI deskLink(String page) {
    return URI.create(base() + "desk/" + page);
  }

  private String base() {
    String base = publicUrl.toString();
    return base.endsWith("/") ? base : base + "/";
  }
}
