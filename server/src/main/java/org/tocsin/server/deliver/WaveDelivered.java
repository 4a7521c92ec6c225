// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;

/**
 * Every delivery of a wave has ended, told or failed; published in the transaction of the last one.
 *
 * @param warning which warning
 * @param step which step of its plan
 */
public record WaveDelivered(WarningId warning, int step) {}
