// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.Marking;

/**
 * A feed that is polled, with its health.
 *
 * @param id names it
 * @param url where it is
 * @param name what its reports give as their source
 * @param interval how long lies between two polls that succeed
 * @param silentAfter how long it may give nothing new before the desk is told
 * @param grade what its reports are graded at first
 * @param marking how far its reports may be shared
 * @param addedAt when polling began
 * @param nextPollAt when it is asked next
 * @param polledAt when it last answered, with or without news
 * @param newsAt when it last gave something new
 * @param failures polls that failed since the last that succeeded
 * @param lastError why the last poll failed, or what of it could not be taken
 * @param silentSince when it was first seen to be silent; empty while it is not
 */
public record PolledFeed(
    FeedId id,
    URI url,
    String name,
    Duration interval,
    Duration silentAfter,
    Grade grade,
    Marking marking,
    Instant addedAt,
    Instant nextPollAt,
    Optional<Instant> polledAt,
    Optional<Instant> newsAt,
    int failures,
    Optional<String> lastError,
    Optional<Instant> silentSince) {

  /** How it does. */
  public enum Health {
    /** Not asked yet. */
    NEW,
    /** Answers and gives news. */
    WELL,
    /** Answers, but has given nothing new for longer than it should. */
    SILENT,
    /** The last poll failed. */
    FAILING
  }

  /** How it does now. */
  public Health health() {
    if (failures > 0) {
      return Health.FAILING;
    }
    if (silentSince.isPresent()) {
      return Health.SILENT;
    }
    return polledAt.isPresent() ? Health.WELL : Health.NEW;
  }
}
