// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shell around a page shows: title, who is signed in, where we are.
 *
 * @param title what the page is about, for the browser's bar and the heading
 * @param section the part of the console to mark as open: {@code inbox}, {@code cases}, {@code
 *     warnings}, {@code watchers}, {@code record}, {@code administration}, or empty
 * @param officerName who is signed in; null on pages that need nobody
 * @param roles the words of the roles that this person has
 * @param csrfName name of the hidden field that proves a form is ours
 * @param csrfToken its value
 * @param exercise the exercise's own time in words; null when this is no exercise
 */
public record PageFrame(
    String title,
    String section,
    @Nullable String officerName,
    Set<String> roles,
    String csrfName,
    String csrfToken,
    @Nullable String exercise) {

  /** Copies the roles. */
  public PageFrame {
    roles = Set.copyOf(roles);
  }

  /** Whether the person may act in this role. */
  public boolean may(String role) {
    return roles.contains(role);
  }
}
