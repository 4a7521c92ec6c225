// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;

/**
 * Something that arrived and could not be read; its bytes are kept.
 *
 * @param problem the number of the refusal, for example {@code T1003}
 * @param reason what was wrong with it
 */
public record Quarantined(
    QuarantineId id,
    Instant receivedAt,
    String via,
    String source,
    String mediaType,
    String problem,
    String reason,
    String sha256,
    long size) {}
