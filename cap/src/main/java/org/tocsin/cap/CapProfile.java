// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;

/**
 * What a system asks of messages beyond the standard: a national profile, the rules of a platform.
 * Give it to {@link CapChecker}. Implementations are immutable and safe for several threads; those
 * of this library are in {@code org.tocsin.cap.profile}.
 */
public interface CapProfile {
  /** Its short name, such as {@code ipaws-1.0}; lower-case letters, digits, dots and dashes. */
  String id();

  /** Its name for people. */
  String title();

  /** Whether a message says of itself that it keeps to the profile. */
  boolean isClaimedBy(Alert alert);

  /** Every rule, in the order of the profile. */
  List<ProfileRule> rules();

  /**
   * Holds an alert to the rules and reports breaches.
   *
   * @param alert the alert, which may break rules of the standard as well
   * @param at the alert's own element
   */
  void check(Alert alert, Spot at);
}
