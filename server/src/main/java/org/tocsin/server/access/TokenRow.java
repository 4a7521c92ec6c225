// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One token as the page of tokens shows it.
 *
 * @param id its id, not its secret
 * @param name what it is for
 * @param ownerName whose roles it acts with
 * @param state in force, expired or taken back
 * @param inForce whether it can still be taken back
 * @param expiresAt when it stops working
 * @param usedAt when it was last used, to the minute; null when never
 */
public record TokenRow(
    String id,
    String name,
    String ownerName,
    String state,
    boolean inForce,
    Instant expiresAt,
    @Nullable Instant usedAt) {

  static TokenRow of(Tokens.Token token, Instant now) {
    boolean expired = !token.expiresAt().isAfter(now);
    boolean revoked = token.revokedAt() != null;
    return new TokenRow(
        token.id().value(),
        token.name(),
        token.ownerName(),
        revoked ? "taken back" : expired ? "expired" : "in force",
        !revoked && !expired,
        token.expiresAt(),
        token.usedAt());
  }
}
