// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * Forgets that an alert of a monitoring system ever came when it has not come for long; the report
 * that it became stays. One that comes again after that becomes another report.
 */
@Component
final class MonitorRetention implements DueWork {

  private static final int MOST = 1_000;

  private final MonitorStore store;
  private final MonitorSettings settings;

  MonitorRetention(MonitorStore store, MonitorSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "collect.monitor-retention";
  }

  @Override
  public int runDue(Instant now) {
    return store.forget(now.minus(settings.keepMonitorAlerts()), MOST);
  }
}
