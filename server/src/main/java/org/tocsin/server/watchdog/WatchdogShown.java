// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watchdog;

import java.util.List;

/**
 * How things stand.
 *
 * @param auditedSecondsAgo how long ago this node looked at everything
 * @param heartbeat {@code none}, {@code heard} or {@code not heard} by the watch outside
 * @param open what is wrong now, the oldest first
 * @param past what was, the newest first
 */
public record WatchdogShown(
    long auditedSecondsAgo, String heartbeat, List<FoundFault> open, List<FoundFault> past) {

  /** Copies its lists. */
  public WatchdogShown {
    open = List.copyOf(open);
    past = List.copyOf(past);
  }
}
