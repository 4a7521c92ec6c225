// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Whether venues and events are of a size and type that a danger is meant for. Each profile is
 * judged once, however many have it. Used by one thread.
 */
final class GatheringFilter {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final PreparedDanger danger;
  private final boolean isNeeded;
  private byte[] known = new byte[64];

  GatheringFilter(PreparedDanger danger) {
    this.danger = danger;
    this.isNeeded = danger.asksForGatherings();
  }

  /** Whether the danger tells them apart at all. */
  boolean isNeeded() {
    return isNeeded;
  }

  boolean accepts(Books books, int profile) {
    if (profile >= known.length) {
      known = Arrays.copyOf(known, Math.max(profile + 1, 2 * known.length));
    }
    if (known[profile] == 0) {
      Books.Profile judged = books.profile(profile);
      known[profile] = danger.isMeantFor(judged.kind(), judged.gathering()) ? YES : NO;
    }
    return known[profile] == YES;
  }
}
