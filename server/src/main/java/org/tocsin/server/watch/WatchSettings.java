// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.watch.*}.
 *
 * @param keepRefusedLines how long refused lines of a file are kept to be mended, counted from its
 *     arrival, default 30 days; 1 hour to 10 years
 */
@ConfigurationProperties("tocsin.watch")
public record WatchSettings(@DefaultValue("30d") Duration keepRefusedLines) {

  private static final Duration LEAST = Duration.ofHours(1);
  private static final Duration MOST = Duration.ofDays(3_650);

  /** Refuses a time out of range. */
  public WatchSettings {
    if (keepRefusedLines.compareTo(LEAST) < 0 || keepRefusedLines.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "tocsin.watch.keep-refused-lines is %s; it must be 1h to 3650d"
              .formatted(keepRefusedLines));
    }
  }
}
