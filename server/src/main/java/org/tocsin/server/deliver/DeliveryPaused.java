// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.tocsin.server.kernel.WarningId;

/**
 * Deliveries of a warning are held up.
 *
 * @param warning which
 * @param at since when
 */
public record DeliveryPaused(WarningId warning, Instant at) {}
