// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.OfficerId;

/**
 * Whom the holder of a post lets act in it. It counts only while the holder holds the post
 * themselves, and gives nobody a role that they have not.
 */
record Delegation(
    String id,
    String post,
    OfficerId holder,
    OfficerId officer,
    Instant from,
    Instant until,
    String why,
    Optional<Instant> endedAt) {

  boolean countsAt(Instant at) {
    return !at.isBefore(from)
        && at.isBefore(until)
        && endedAt.filter(end -> !at.isBefore(end)).isEmpty();
  }
}
