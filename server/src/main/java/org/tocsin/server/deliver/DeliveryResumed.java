// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.tocsin.server.kernel.WarningId;

/**
 * What was held up goes on, or was given up.
 *
 * @param warning of which warning
 * @param at from when on
 */
public record DeliveryResumed(WarningId warning, Instant at) {}
