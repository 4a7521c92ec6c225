// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Setting {@code tocsin.collect.keep-monitor-alerts}.
 *
 * @param keepMonitorAlerts how long an alert of a monitoring system is known as one that came
 *     before, counted from its last coming, default 365 days; 1 day to 10 years
 */
@ConfigurationProperties("tocsin.collect")
record MonitorSettings(@DefaultValue("365d") Duration keepMonitorAlerts) {

  MonitorSettings {
    if (keepMonitorAlerts.compareTo(Duration.ofDays(1)) < 0
        || keepMonitorAlerts.compareTo(Duration.ofDays(3_650)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.collect.keep-monitor-alerts is %s; it must be 1d to 3650d"
              .formatted(keepMonitorAlerts));
    }
  }
}
