// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** Reads RSS 2.0 and Atom feeds: of alerts, and of ordinary news. Safe for several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class CapFeeds {
  private CapFeeds() {}

  /**
   * Reads a feed within the usual limits.
   *
   * @throws CapException when it is not well-formed XML, exceeds a limit, or is no feed
   */
  public static Feed read(byte[] input) {
    return read(input, ReadLimits.feed());
  }

  /**
   * Reads a feed.
   *
   * @throws CapException when it is not well-formed XML, exceeds a limit, or is no feed
   */
  public static Feed read(byte[] input, ReadLimits limits) {
    throw new UnsupportedOperationException("being built");
  }
}
