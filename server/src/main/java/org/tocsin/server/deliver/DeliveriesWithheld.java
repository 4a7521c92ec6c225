// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.tocsin.server.kernel.WarningId;

/**
 * Deliveries were not handed over because the warning is marked above what their recipients are
 * cleared for; published in the transaction of their receipts.
 *
 * @param warning which warning
 * @param step which step of its plan
 * @param channel by which channel they would have gone
 * @param watchers how many
 * @param at when it was written down
 */
public record DeliveriesWithheld(
    WarningId warning, int step, String channel, int watchers, Instant at) {}
