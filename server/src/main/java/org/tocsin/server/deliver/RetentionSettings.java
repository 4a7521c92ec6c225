// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.deliver.keep.*}: how long what is kept of deliveries beside receipts and
 * the record stays, each 30 days to 10 years.
 *
 * @param calls calls that have ended, from their end, default 365 days
 * @param exerciseMail messages of exercises, default 365 days
 * @param reports what providers and mail servers said later, default 365 days
 */
@ConfigurationProperties("tocsin.deliver.keep")
record RetentionSettings(
    @DefaultValue("365d") Duration calls,
    @DefaultValue("365d") Duration exerciseMail,
    @DefaultValue("365d") Duration reports) {

  private static final Duration LEAST = Duration.ofDays(30);
  private static final Duration MOST = Duration.ofDays(3_650);

  RetentionSettings {
    require("calls", calls);
    require("exercise-mail", exerciseMail);
    require("reports", reports);
  }

  private static void require(String name, Duration time) {
    if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "tocsin.deliver.keep.%s is %s; it must be 30d to 3650d".formatted(name, time));
    }
  }
}
