// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

/**
 * What a stage allows in bodies below one address, where that differs from the usual; give it as a
 * bean. The longest matching prefix wins.
 *
 * @param pathPrefix for example {@code /api/v1/watchers/import}
 * @param bytesMax the most bytes of a body
 * @param asReceived true to take the bytes as they come, even if they are no valid UTF-8, because
 *     the stage itself tells and keeps what cannot be read
 */
public record BodyRule(String pathPrefix, long bytesMax, boolean asReceived) {

  /** What holds where nobody says otherwise: 10 MB, and text must be UTF-8. */
  public static final long USUAL_BYTES_MAX = 10_000_000;

  /** Refuses a limit below one byte. */
  public BodyRule {
    if (bytesMax < 1) {
      throw new IllegalArgumentException("bytesMax is " + bytesMax + "; it must be 1 or more");
    }
  }
}
