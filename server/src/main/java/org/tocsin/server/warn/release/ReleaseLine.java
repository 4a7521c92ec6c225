// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Instant;

/**
 * A release in a list.
 *
 * @param cuts how many passages were taken out
 */
public record ReleaseLine(String id, String marking, boolean agreed, int cuts, Instant derivedAt) {

  static ReleaseLine of(Release release) {
    return new ReleaseLine(
        release.id(),
        release.content().marking(),
        release.isAgreed(),
        release.content().cuts().size(),
        release.derivedAt());
  }
}
