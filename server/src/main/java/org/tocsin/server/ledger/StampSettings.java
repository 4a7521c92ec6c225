// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.record.tsa}: who stamps the record's checkpoints with the time.
 *
 * @param url an authority that speaks RFC 3161 over HTTP; none: nobody stamps
 * @param trust a PEM file with the certificates to which the authority's must lead
 * @param every how often, {@code 1m} at least; nothing is stamped twice
 */
@ConfigurationProperties("tocsin.record.tsa")
record StampSettings(
    @Nullable URI url, @DefaultValue("") String trust, @DefaultValue("1h") Duration every) {

  private static final Duration EVERY_LEAST = Duration.ofMinutes(1);

  /** Refuses an authority that nobody could believe. */
  StampSettings {
    if (url != null && (url.getHost() == null || trust.isBlank())) {
      throw new IllegalArgumentException(
          "tocsin.record.tsa.url needs a host, and tocsin.record.tsa.trust the file with its authority's certificates");
    }
    if (every.compareTo(EVERY_LEAST) < 0) {
      throw new IllegalArgumentException(
          "tocsin.record.tsa.every is %s; one minute is the least".formatted(every));
    }
  }
}
