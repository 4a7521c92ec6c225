// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.drill.*}.
 *
 * @param every how long nobody is asked again, default 30 d
 * @param lasts how long people have to confirm, default 24 h
 * @param keep how long a drill that has ended can be looked at, with who was asked, default 730 d
 */
@ConfigurationProperties("tocsin.drill")
public record DrillSettings(
    @DefaultValue("30d") Duration every,
    @DefaultValue("24h") Duration lasts,
    @DefaultValue("730d") Duration keep) {

  /** Refuses times out of range. */
  public DrillSettings {
    if (every.compareTo(Duration.ofDays(1)) < 0 || every.compareTo(Duration.ofDays(3650)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.drill.every is %s; it must be 1d to 3650d".formatted(every));
    }
    if (lasts.compareTo(Duration.ofMinutes(10)) < 0 || lasts.compareTo(Duration.ofDays(14)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.drill.lasts is %s; it must be 10m to 14d".formatted(lasts));
    }
    if (keep.compareTo(every) < 0 || keep.compareTo(Duration.ofDays(3650)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.drill.keep is %s; it must be tocsin.drill.every (%s) to 3650d"
              .formatted(keep, every));
    }
  }
}
