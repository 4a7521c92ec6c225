// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import org.jspecify.annotations.Nullable;

/**
 * A salted commitment: it fixes a value today without showing it, and proves it on the day the
 * value and its salt are disclosed (spec/entry.md, "Commitments").
 *
 * <p>The hash is {@code SHA-256("tocsin.org/commitment/v1" || 0x00 || salt || canonical JSON of the
 * value)}: 24 ASCII bytes, one zero byte, 32 bytes of salt, then RFC 8785 in UTF-8. The prefix
 * keeps it apart from the tree's own hashes, which begin with 0x00 and 0x01.
 *
 * @param hash the 32 bytes that stand in the entry
 */
public record Commitment(Hash hash) {

  private static final byte[] DOMAIN = Words.bytes("tocsin.org/commitment/v1\0");

  /** Commits to a JSON value (see {@link CanonicalJson} for what that is). */
  public static Commitment of(@Nullable Object value, Salt salt) {
    return new Commitment(Hash.sha256(DOMAIN, salt.bytes(), CanonicalJson.write(value)));
  }

  /** Whether value and salt are what was committed to. */
  public boolean opens(@Nullable Object value, Salt salt) {
    return of(value, salt).equals(this);
  }
}
