// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.tocsin.server.kernel.WarningId;

/**
 * A wave was queued; published in the transaction that queued it.
 *
 * @param wave the wave's id
 * @param warning which warning
 * @param step which step of its plan, from 0
 * @param recipients how many watchers
 * @param isRepetition whether it was queued before for the same people, whose silence counts from
 *     then
 * @param at when
 */
public record WaveQueued(
    String wave, WarningId warning, int step, int recipients, boolean isRepetition, Instant at) {}
