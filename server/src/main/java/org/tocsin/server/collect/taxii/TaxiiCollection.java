// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.Marking;

/**
 * A collection that is polled, with its health.
 *
 * @param id names it
 * @param url of the collection, ending in a slash
 * @param name what its reports give as their source
 * @param user for basic authentication; empty for none
 * @param interval how long lies between two polls that succeed
 * @param marking of what bears none
 * @param addedAfter where the next poll goes on; empty before the first
 * @param nextPollAt when it is asked next
 * @param polledAt when it last answered
 * @param newsAt when it last gave something new
 * @param failures polls that failed since the last that succeeded
 * @param lastError why the last poll failed
 */
public record TaxiiCollection(
    TaxiiId id,
    URI url,
    String name,
    String user,
    Duration interval,
    Marking marking,
    Optional<String> addedAfter,
    Instant nextPollAt,
    Optional<Instant> polledAt,
    Optional<Instant> newsAt,
    int failures,
    Optional<String> lastError) {

  /** How it does, in words. */
  public String health() {
    return failures > 0
        ? "failing (%d)".formatted(failures)
        : polledAt.isPresent() ? "well" : "not asked yet";
  }
}
