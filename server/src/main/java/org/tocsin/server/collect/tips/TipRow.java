// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.time.Instant;

/**
 * A tip as the desk's list shows it.
 *
 * @param answered whether the tipster has written since the desk last asked
 */
public record TipRow(
    TipId id, Instant openedAt, Instant lastAt, int reports, int questions, boolean answered) {}
