// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * Somebody wrote back. Published outside any transaction: whoever hears it makes durable what comes
 * of it before returning, and only then the peer hears that the reply was taken; when it throws,
 * the peer sends the reply again. The address itself is not passed on.
 *
 * @param channel by which channel
 * @param warning what they were told last at this address
 * @param watchers who was told it there; more than one when they share an address
 * @param text what they wrote; personal
 * @param at when it came
 */
public record ReplyReceived(
    String channel, WarningId warning, List<WatcherId> watchers, String text, Instant at) {
  /** Copies its list. */
  public ReplyReceived {
    watchers = List.copyOf(watchers);
  }

  @Override
  public String toString() {
    return "ReplyReceived[%s, %s]".formatted(channel, warning);
  }
}
