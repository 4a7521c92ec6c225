// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.OfficerId;

/**
 * Who holds a post, and when.
 *
 * @param from inclusive
 * @param until exclusive
 * @param endedAt when it was cut short
 */
record Shift(
    String id,
    String post,
    OfficerId officer,
    Instant from,
    Instant until,
    OfficerId madeBy,
    Optional<Instant> endedAt) {

  boolean holdsAt(Instant at) {
    return !at.isBefore(from)
        && at.isBefore(until)
        && endedAt.filter(end -> !at.isBefore(end)).isEmpty();
  }
}
